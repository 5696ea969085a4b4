import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { ApexWatch } from "./support/apex-watch";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

/** More than the three that the values ask for, as an autoscaler has left them. */
const LIVE = 6;
const scalers = {
  none: { replicaCount: LIVE },
  hpa: {
    resources: { requests: { cpu: "100m" } },
    autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 9 },
  },
};
const cases = (["canary", "bluegreen"] as const).flatMap((strategy) =>
  (["none", "hpa"] as const).map((scaler) => ({ name: `${strategy}-${scaler}`, strategy, scaler })),
);
const names = cases.map(({ name }) => name);
const autoscaled = cases.filter(({ scaler }) => scaler === "hpa").map(({ name }) => name);

describe("a switch of kind keeps every pod that serves", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("handover");
    await stack.up(services(false));
    await scaleTo("Deployment");
  });
  after(() => stack.destroy());

  const services = (enabled: boolean): DataObject => ({
    services: Object.fromEntries(
      cases.map(({ name, strategy, scaler }) => [
        name,
        { image: image("1"), ...scalers[scaler], rollout: { enabled, strategy } },
      ]),
    ),
  });

  async function scaleTo(kind: "Deployment" | "Rollout"): Promise<void> {
    for (const name of autoscaled) await env.cluster.scale(kind, name, stack.name, LIVE);
    await env.cluster.until(`every ${kind} has ${String(LIVE)} pods that are available`, async () => {
      const counts = await Promise.all(
        names.map((name) => env.cluster.field(kind, name, stack.name, "status", "availableReplicas")),
      );
      return counts.every((count) => count === LIVE);
    });
  }

  const directions = [
    { from: "Deployment", to: "Rollout" },
    { from: "Rollout", to: "Deployment" },
  ] as const;
  for (const { from, to } of directions) {
    it(`from ${from} to ${to}, in one up, and the autoscaler follows`, async () => {
      const watch = await ApexWatch.start(env.plane, stack.name, names);
      await watch.from(LIVE);
      await stack.up(services(to === "Rollout"));
      if (to === "Deployment") {
        const selectors = await Promise.all(names.map((name) => selectorOf(name)));
        assert.doesNotMatch(JSON.stringify(selectors), /hash/, "the controller has let go of the Services");
      }
      await env.cluster.until("nothing of the old kind is left", async () => {
        const owners = await env.cluster.owners("ReplicaSet", stack.name);
        return owners.every((kind) => kind === to);
      });
      const fewest = await watch.stop();
      for (const [name, count] of Object.entries(fewest))
        console.log(
          `      fewest ready endpoints, ${name}, ${from} -> ${to}: ${String(count)} of ${String(LIVE)}`,
        );
      assert.deepEqual(fewest, Object.fromEntries(names.map((name) => [name, LIVE])));
      assert.deepEqual(await env.cluster.names(from, stack.name), []);
      for (const name of autoscaled) assert.equal(await targetOf(name), to);
      for (const name of names)
        assert.equal(await env.cluster.field(to, name, stack.name, "spec", "replicas"), LIVE);
      await stack.expectNoChanges();
    });
  }

  it("leaves no drift, and no Service that only a Rollout needs", async () => {
    assert.deepEqual(await env.cluster.names("Service", stack.name), [...names].sort());
    await stack.expectNoDrift();
  });

  const selectorOf = (name: string) => env.cluster.field("Service", name, stack.name, "spec", "selector");
  const targetOf = (name: string) =>
    env.cluster.field("HorizontalPodAutoscaler", name, stack.name, "spec", "scaleTargetRef", "kind");
});
