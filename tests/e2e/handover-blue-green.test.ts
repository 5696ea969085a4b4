import assert from "node:assert/strict";
import { planeStatus } from "../../scripts/local/plane";
import { ApexWatch } from "./support/apex-watch";
import { changesOf } from "./support/changes";
import { autoscaled, type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const PODS = autoscaled.autoscaling.minReplicas;

describe("the way back from blue-green, while the Rollouts controller is away", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;
  let watch: ApexWatch;

  const pay = (enabled: boolean) => ({
    services: { pay: { image: image("1"), ...autoscaled, rollout: { enabled, strategy: "bluegreen" } } },
  });

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("handover-blue-green");
    await stack.up(pay(true));
  });
  beforeEach(async () => {
    watch = await ApexWatch.start(env.plane, stack.name, ["pay"]);
    await watch.from(PODS);
    await runControllers(0);
  });
  after(async () => {
    await runControllers(2);
    await stack.destroy();
  });

  const activeService = () =>
    env.cluster.field("Rollout", "pay", stack.name, "spec", "strategy", "blueGreen", "activeService");
  const selectsByHash = async () =>
    "rollouts-pod-template-hash" in
    Object(await env.cluster.field("Service", "pay", stack.name, "spec", "selector"));
  const scaleTarget = () =>
    env.cluster.field("HorizontalPodAutoscaler", "pay", stack.name, "spec", "scaleTargetRef", "kind");

  it("is taken back after the engine was killed, and the Rollout has its Service again", async () => {
    let engine: number | undefined;
    const run = stack.tryUp(pay(false), [], { onStart: (pid) => (engine = pid) });
    await env.cluster.until("the Rollout names no Service any more", async () => {
      return (await activeService()) !== "pay";
    });
    assert.ok(engine !== undefined);
    process.kill(-engine, "SIGKILL");
    assert.notEqual((await run).code, 0);
    await stack.cancel();
    await runControllers(2);
    await env.cluster.phase("pay", stack.name, "Degraded");

    const output = await stack.up(pay(true));
    assert.doesNotMatch(output, /Degraded/);
    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.equal(await activeService(), "pay");
    assert.ok(await selectsByHash());
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), []);
    assert.deepEqual(await watch.stop(), { pay: PODS });
    assert.deepEqual(changesOf(await stack.up()), ["updated Rollout pay"]);
    await stack.expectNoChanges();
    await stack.expectNoDrift();
  });

  it("fails with the reason and keeps every pod that serves, and the next up finishes it", async () => {
    const { code, output } = await stack.tryUp(pay(false));
    assert.notEqual(code, 0, output);
    assert.match(
      output,
      /The Service pay still selects the pods of the Rollout pay: the Rollouts controller does not let go of it\. See whether the controller runs\. The Rollout with its 3 pods still serves, its autoscaler is untouched and nothing was deleted\./,
    );
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), ["pay"]);
    assert.equal(await scaleTarget(), "Rollout");
    assert.ok(await selectsByHash());

    await runControllers(2);
    await stack.up(pay(false));
    assert.deepEqual(await watch.stop(), { pay: PODS });
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), []);
    assert.equal(await scaleTarget(), "Deployment");
    assert.ok(!(await selectsByHash()));
    await stack.expectNoChanges();
    await stack.expectNoDrift();
  });

  /** None, or as many as the stack wants, so that its next up has nothing to take back. As somebody with kubectl would do. */
  async function runControllers(count: 0 | 2): Promise<void> {
    await env.cluster.scale("Deployment", "argo-rollouts", "argo-rollouts", count);
    await env.cluster.until(`so many controllers run: ${String(count)}`, async () => {
      const running = (await planeStatus(env.plane.dir)).filter(({ state }) => state === "running");
      return running.filter(({ name }) => name.startsWith("rollouts-controller")).length === count;
    });
  }
});
