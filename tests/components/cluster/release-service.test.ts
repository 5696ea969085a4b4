import assert from "node:assert/strict";
import { releaseService } from "../../../components/cluster";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";
import { TestClock } from "./test-clock";

type Answer = ReturnType<Answers>;

const rollout = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/pay";
const serviceSelecting = (...hash: string[]): Answer => ({
  body: {
    spec: { selector: { app: "pay", ...(hash.length > 0 && { "rollouts-pod-template-hash": hash[0] }) } },
  },
});
const taken: Answer = { body: {} };
const gone: Answer = { status: 404, body: { message: "not found" } };
const forbidden: Answer = { status: 403, body: { message: 'rollouts "pay" is forbidden' } };
const away: Answer = { status: 503, body: "" };

describe("making the controller let go of a Service", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** What was said in the end, and the seconds until then. */
  async function outcome(patched: (seconds: number) => Answer, service: (seconds: number) => Answer) {
    const clock = new TestClock();
    server = await ApiServer.start((_, method) => (method === "PATCH" ? patched : service)(clock.seconds));
    const release = { rollout: "pay", service: "pay", namespace: "shop" };
    const reason = await releaseService({ ...release, kubeconfig: kubeconfigOf(server.address) }, clock);
    return { reason, seconds: clock.seconds };
  }

  it("gives its Rollout an active Service that cannot be, and asks until the pod hash is gone", async () => {
    const { reason, seconds } = await outcome(
      () => taken,
      (now) => (now < 4 ? serviceSelecting("6b5f8c9d4") : serviceSelecting()),
    );
    assert.equal(reason, undefined);
    assert.ok(seconds >= 4 && seconds < 5, String(seconds));
    assert.deepEqual(server?.changes, [
      {
        path: `${rollout}?fieldManager=pulumi-progressive-delivery`,
        type: "application/merge-patch+json",
        content: { spec: { strategy: { blueGreen: { activeService: "pay.handed-over" } } } },
      },
    ]);
    assert.equal(server?.asked.at(-1), "/api/v1/namespaces/shop/services/pay");
  });

  it("says after half a minute that nobody lets go", async () => {
    const { reason, seconds } = await outcome(
      () => taken,
      () => serviceSelecting("6b5f8c9d4"),
    );
    assert.equal(
      reason,
      "The Service pay still selects the pods of the Rollout pay: the Rollouts controller does not let go of it. See whether the controller runs.",
    );
    assert.ok(seconds >= 30 && seconds < 31, String(seconds));
  });

  it("says why when the Rollout may not be changed, and does not look any further", async () => {
    const { reason } = await outcome(
      () => forbidden,
      () => serviceSelecting(),
    );
    assert.equal(
      reason,
      'The Rollout pay cannot be told to let go of the Service pay: rollouts "pay" is forbidden.',
    );
    assert.deepEqual(
      server?.asked.filter((path) => path.includes("/services/")),
      [],
    );
  });

  it("waits for an API server that is away for a while, whatever it is asked", async () => {
    const { reason } = await outcome(
      (now) => (now < 5 ? away : taken),
      (now) => (now < 10 ? away : serviceSelecting()),
    );
    assert.equal(reason, undefined);
    await server?.stop();
    const ever = await outcome(
      () => taken,
      () => away,
    );
    assert.match(ever.reason ?? "", /^The Service pay .*: The API server answers 503\.$/);
  });

  it("still waits for the Service of a Rollout that is gone", async () => {
    const { reason, seconds } = await outcome(
      () => gone,
      (now) => (now < 3 ? serviceSelecting("6b5f8c9d4") : serviceSelecting()),
    );
    assert.equal(reason, undefined);
    assert.ok(seconds >= 3, String(seconds));
  });

  it("has nothing to wait for where the Service is gone", async () => {
    const answer = await outcome(
      () => taken,
      () => gone,
    );
    assert.deepEqual(answer, { reason: undefined, seconds: 0 });
  });
});
