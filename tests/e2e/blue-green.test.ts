import assert from "node:assert/strict";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("blue-green", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  const rollout = { enabled: true, strategy: "bluegreen", blueGreen: { autoPromotionEnabled: false } };
  const pay = (tag: string) => ({ services: { pay: { image: image(tag), replicaCount: 2, rollout } } });
  const hash = async (service: string) =>
    env.cluster.field("Service", service, stack.name, "spec", "selector", "rollouts-pod-template-hash");

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("blue-green");
    await stack.up(pay("1"));
  });
  after(() => stack.destroy());

  it("shows a new version in the preview alone until a person promotes it", async () => {
    const before = await hash("pay");
    await stack.up(pay("2"));
    await env.cluster.phase("pay", stack.name, "Paused");
    assert.equal(await hash("pay"), before);
    assert.notEqual(await hash("pay-preview"), before);
    await stack.expectNoChanges();
    await stack.expectNoDrift();
  });

  it("switches all traffic when it is promoted", async () => {
    const preview = await hash("pay-preview");
    await env.argo("promote", "pay", "-n", stack.name);
    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.equal(await hash("pay"), preview);
    await stack.expectNoChanges();
  });
});
