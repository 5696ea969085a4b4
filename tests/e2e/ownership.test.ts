import assert from "node:assert/strict";
import { autoscaled, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("what others own", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  const services = (tag: string) => ({
    services: {
      canary: { image: image(tag), ...autoscaled, rollout: pausing },
      plain: { image: image(tag), ...autoscaled },
    },
  });
  const replicas = async () => [
    await env.cluster.field("Rollout", "canary", stack.name, "spec", "replicas"),
    await env.cluster.field("Deployment", "plain", stack.name, "spec", "replicas"),
  ];

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("ownership");
    await stack.up(services("1"));
  });
  after(() => stack.destroy());

  it("stays theirs: the number of pods that an autoscaler chose, through runs and releases", async () => {
    await env.cluster.scale("Rollout", "canary", stack.name, 5);
    await env.cluster.scale("Deployment", "plain", stack.name, 5);
    await stack.expectNoChanges();
    await stack.expectNoDrift();
    await stack.expectNoChanges();
    await stack.up(services("2"));
    assert.deepEqual(await replicas(), [5, 5]);
  });
});
