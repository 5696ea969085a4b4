import assert from "node:assert/strict";
import { type Environment, image, pausing, sharedEnvironment } from "./support/environment";

describe("destroy", function () {
  this.timeout(300_000);
  let env: Environment;
  before(async () => {
    env = await sharedEnvironment();
  });

  const services = (tag: string) => ({
    pay: { image: image(tag), replicaCount: 2, rollout: pausing },
    green: { image: image(tag), rollout: { enabled: true, strategy: "bluegreen" } },
    plain: { image: image(tag) },
  });

  it("leaves nothing behind, also while a canary is paused", async () => {
    const stack = await env.stack("destroyed");
    await stack.up({ services: services("1") });
    await stack.up({ services: services("2") });
    await env.cluster.phase("pay", stack.name, "Paused");
    await stack.destroy();
    assert.equal(await env.cluster.get("Namespace", stack.name), undefined);
    for (const kind of ["Rollout", "Deployment", "ReplicaSet", "Pod", "Service"] as const) {
      assert.deepEqual(await env.cluster.names(kind, stack.name), [], kind);
    }
    assert.deepEqual(await stack.resources(), []);
  });

  it("can be followed by an up that brings everything back", async () => {
    const stack = await env.stack("destroyed-again");
    await stack.up({ services: services("1") });
    await stack.destroy();
    await stack.up({ services: services("1") });
    await stack.expectNoChanges();
    await stack.destroy();
  });
});
