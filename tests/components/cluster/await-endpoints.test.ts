import assert from "node:assert/strict";
import { awaitEndpoints } from "../../../components/cluster";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";

const slice = (service: string, ...endpoints: object[]) => ({
  metadata: { name: `${service}-x`, labels: { "kubernetes.io/service-name": service } },
  endpoints,
});
const ready = { conditions: { ready: true } };
const unready = { conditions: { ready: false } };

describe("waiting for the endpoints of Services", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer;
  afterEach(() => server.stop());

  /** What was said, and after how many seconds, where looks get these answers one after the other, the last for ever. */
  async function outcome(...answers: ReturnType<Answers>[]) {
    let seconds = 0;
    const clock = {
      now: () => seconds * 1000,
      sleep: (milliseconds: number) => Promise.resolve((seconds += milliseconds / 1000)),
    };
    server = await ApiServer.start(() => (answers.length > 1 ? answers.shift() : answers[0]));
    const wait = { kubeconfig: kubeconfigOf(server.address), namespace: "shop", services: ["new", "old"] };
    return { reason: await awaitEndpoints(wait, clock), seconds };
  }
  const items = (...slices: object[]) => ({ body: { items: slices } });

  it("ends when each has one that is ready", async () => {
    const found = await outcome(
      items(),
      items(slice("old", ready)),
      items(slice("old", ready), slice("new", unready)),
      items(slice("old", ready), slice("new", unready, {})),
    );
    assert.equal(found.reason, undefined);
    assert.equal(server.asked.length, 4);
  });

  it("names those that have none after a minute", async () => {
    const { reason, seconds } = await outcome(
      items(slice("old", ready), { metadata: { name: "of nobody" } }),
    );
    assert.equal(reason, "No pod answers for the Service new.");
    assert.ok(seconds >= 60 && seconds < 62, String(seconds));
  });

  it("waits for an API server that is away for a while, and says so when it stays away", async () => {
    assert.equal(
      (await outcome({ status: 503, body: {} }, items(slice("old", ready), slice("new", ready)))).reason,
      undefined,
    );
    await server.stop();
    const { reason } = await outcome({ status: 403, body: {} });
    assert.equal(reason, "The kubeconfig's user may not list endpointslices.");
  });
});
