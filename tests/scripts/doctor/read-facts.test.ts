import assert from "node:assert/strict";
import type { Get } from "../../../components/cluster/connection";
import { diagnose } from "../../../scripts/doctor/diagnose";
import { type FactsQuery, readFacts } from "../../../scripts/doctor/read-facts";
import { NOW, rolloutWith } from "./facts";

const query: FactsQuery = {
  service: "pay",
  namespace: "shop",
  now: NOW,
  flags: "",
  controllerNamespace: "argo-rollouts",
};

/** An API server whose user may not do what a path says, with one Rollout. */
function serverThat(refuses: (path: string) => boolean, asked: string[] = []): Get {
  return (path) => {
    asked.push(path);
    if (refuses(path)) return Promise.resolve({ status: 403, body: { kind: "Status" } });
    const items = path.includes("/rollouts?") ? [rolloutWith()] : [];
    return Promise.resolve({ status: 200, body: { metadata: {}, items } });
  };
}

describe("the reading of the doctor's facts", () => {
  it("says what may not be listed, and concludes nothing from it", async () => {
    const refused = [
      "/events?",
      "/services?",
      "/horizontalpodautoscalers?",
      "/replicasets?",
      "argo-rollouts",
      "/apis/apps/v1/deployments?",
    ];
    const facts = await readFacts(
      serverThat((path) => refused.some((one) => path.includes(one))),
      query,
    );
    assert.deepEqual(
      [facts.services, facts.autoscalers, facts.controllers],
      [undefined, undefined, undefined],
    );
    assert.ok(facts.unread.includes("The kubeconfig's user may not list events."), facts.unread.join("\n"));
    assert.deepEqual(diagnose(facts), []);
  });

  it("does not take a controller for absent that may be in a namespace it cannot see", async () => {
    const facts = await readFacts(
      serverThat((path) => path.startsWith("/apis/apps/v1/deployments?")),
      query,
    );
    assert.equal(facts.controllers, undefined);
    const everywhere = await readFacts(
      serverThat(() => false),
      query,
    );
    assert.deepEqual(everywhere.controllers, []);
  });

  it("fails where the service itself may not be read", async () => {
    const get = serverThat((path) => path.includes("/rollouts?"));
    await assert.rejects(readFacts(get, query), /may not list rollouts/);
  });

  it("fails at once with credentials that nobody knows", async () => {
    const get: Get = () => Promise.resolve({ status: 401, body: undefined });
    await assert.rejects(readFacts(get, query), /does not accept the kubeconfig's credentials/);
  });

  it("asks for each kind once", async () => {
    const asked: string[] = [];
    await readFacts(
      serverThat(() => false, asked),
      query,
    );
    const lists = asked
      .map((path) => path.split("?", 1).join(""))
      .filter((path) => !path.endsWith("/rollouts"));
    assert.deepEqual([...new Set(lists)].sort(), lists.sort());
  });
});
