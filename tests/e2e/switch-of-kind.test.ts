import assert from "node:assert/strict";
import { autoscaled, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("a switch between Deployment and Rollout", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("switch");
  });
  after(() => stack.destroy());

  const kinds = async () => ({
    deployments: await env.cluster.names("Deployment", stack.name),
    rollouts: await env.cluster.names("Rollout", stack.name),
    target: await env.cluster.field(
      "HorizontalPodAutoscaler",
      "pay",
      stack.name,
      "spec",
      "scaleTargetRef",
      "kind",
    ),
  });
  const pay = (rollout: object) => ({
    services: { pay: { image: image("1"), ...autoscaled, rollout: { ...rollout } } },
  });

  it("leaves one kind only, and the autoscaler follows it, there and back", async () => {
    await stack.up(pay({ enabled: false }));
    assert.deepEqual(await kinds(), { deployments: ["pay"], rollouts: [], target: "Deployment" });
    await stack.up(pay(pausing));
    assert.deepEqual(await kinds(), { deployments: [], rollouts: ["pay"], target: "Rollout" });
    await stack.expectNoChanges();
    await stack.up(pay({ enabled: false }));
    assert.deepEqual(await kinds(), { deployments: ["pay"], rollouts: [], target: "Deployment" });
    await stack.expectNoChanges();
  });

  it("leaves no pod hash in the Service on the way back from blue-green", async () => {
    const selector = () => env.cluster.field("Service", "pay", stack.name, "spec", "selector");
    await stack.up(pay({ enabled: true, strategy: "bluegreen" }));
    assert.match(JSON.stringify(await selector()), /rollouts-pod-template-hash/);
    await stack.up(pay({ enabled: false }));
    assert.doesNotMatch(JSON.stringify(await selector()), /hash/);
    await stack.expectNoDrift();
  });
});
