import assert from "node:assert/strict";
import { autoscaled, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("what others own", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  const services = (tag: string, text = "a: 1") => ({
    services: {
      canary: { image: image(tag), ...autoscaled, rollout: pausing },
      plain: { image: image(tag), ...autoscaled, configFiles: { "/etc/plain/a.yaml": text } },
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

  it("does not keep a new text from a config file: it is changed in place, and the pods roll", async () => {
    const uid = () => env.cluster.field("ConfigMap", "plain-config", stack.name, "metadata", "uid");
    const before = await uid();
    const generation = () => env.cluster.field("Deployment", "plain", stack.name, "metadata", "generation");
    const old = Number(await generation());
    await stack.up(services("2", "a: 2"));
    const data = await env.cluster.field("ConfigMap", "plain-config", stack.name, "data");
    assert.deepEqual([await uid(), data], [before, { "0-a.yaml": "a: 2" }]);
    assert.ok(Number(await generation()) > old);
  });
});
