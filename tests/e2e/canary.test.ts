import assert from "node:assert/strict";
import { type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("a canary", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  const pay = (tag: string) => ({
    services: { pay: { image: image(tag), replicaCount: 4, rollout: pausing } },
  });
  /** How many pods run which image. */
  async function pods(): Promise<Record<string, number>> {
    const count: Record<string, number> = {};
    for (const name of await env.cluster.names("Pod", stack.name)) {
      const spec = Object(await env.cluster.field("Pod", name, stack.name, "spec"));
      const used: string = spec.containers?.[0]?.image ?? "gone";
      count[used] = (count[used] ?? 0) + 1;
    }
    return count;
  }

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("canary");
    await stack.up(pay("1"));
  });
  after(() => stack.destroy());

  it("starts with a new image and stops at its pause with half of the pods", async () => {
    await stack.up(pay("2"));
    await env.cluster.phase("pay", stack.name, "Paused");
    assert.deepEqual(await pods(), { "registry.example/app:1": 2, "registry.example/app:2": 2 });
  });

  it("is not moved by an up, a preview or a refresh in its middle", async () => {
    const step = () => env.cluster.field("Rollout", "pay", stack.name, "status", "currentStepIndex");
    const [at, running] = [await step(), await pods()];
    await stack.expectNoChanges("preview");
    await stack.expectNoChanges();
    await stack.expectNoDrift();
    await stack.expectNoChanges();
    assert.equal(await env.cluster.field("Rollout", "pay", stack.name, "status", "phase"), "Paused");
    assert.deepEqual([await step(), await pods()], [at, running]);
  });

  it("ships a change that is not of the pods and stays where it is", async () => {
    const labelled = { ...pay("2").services.pay, service: { annotations: { team: "pay" } } };
    await stack.up({ services: { pay: labelled } });
    const annotations = await env.cluster.field("Service", "pay", stack.name, "metadata", "annotations");
    assert.match(JSON.stringify(annotations), /"team":"pay"/);
    assert.deepEqual(await pods(), { "registry.example/app:1": 2, "registry.example/app:2": 2 });
  });

  it("ends when a person promotes it", async () => {
    await env.argo("promote", "pay", "-n", stack.name);
    await env.cluster.phase("pay", stack.name, "Healthy");
    await env.cluster.until("all pods are new", async () => (await pods())["registry.example/app:2"] === 4);
    assert.deepEqual(await pods(), { "registry.example/app:2": 4 });
  });
});
