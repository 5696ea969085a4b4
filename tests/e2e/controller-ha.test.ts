import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type ControllerProcess, controllerProcesses } from "./support/controller-processes";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const NAMESPACE = "argo-rollouts";
const LEASE = "argo-rollouts-controller-lock";

describe("two pods of the controller, of which one leads", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("ha");
  });
  after(() => stack.destroy());

  const steps = [25, 50, 75].flatMap((setWeight) => [{ setWeight }, { pause: { duration: "5s" } }]);
  const pay = (tag: string) => ({
    services: { pay: { image: image(tag), replicaCount: 4, rollout: { enabled: true, canary: { steps } } } },
  });
  const holder = async (): Promise<string> =>
    String(await env.cluster.field("Lease", LEASE, NAMESPACE, "spec", "holderIdentity"));
  const running = () => controllerProcesses(env.plane);
  const leads = ({ log }: ControllerProcess, id: string): boolean =>
    log().includes(`I am the new leader: ${id}`);

  it("bring a canary to its end although the leader is killed in its middle, and its pod with it", async () => {
    await stack.up(pay("1"));
    assert.equal((await running()).length, 2);
    await stack.up(pay("2"));
    await env.cluster.until("the canary is at 25 %", async () => {
      const step = await env.cluster.field("Rollout", "pay", stack.name, "status", "currentStepIndex");
      return Number(step) >= 1;
    });

    const before = await holder();
    const leader = (await running()).find((one) => leads(one, before));
    assert.ok(leader !== undefined, `nobody's log says that it is ${before}`);
    process.kill(leader.pid, "SIGKILL");
    const killed = Date.now();
    // As when its node is lost: nothing starts it again.
    await env.cluster.delete("Pod", leader.pod, NAMESPACE, 0);
    while ((await holder()) === before) {
      assert.ok(Date.now() - killed < 60_000, "nobody takes over");
      await sleep(50);
    }
    console.log(`      (taken over after ${((Date.now() - killed) / 1000).toFixed(1)} s)`);

    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.deepEqual(
      (await env.cluster.list("ReplicaSet", stack.name))
        .map((one) => Object(one).spec)
        .filter(({ replicas }) => replicas > 0)
        .map(({ replicas, template }) => [replicas, template.spec.containers[0].image]),
      [[4, "registry.example/app:2"]],
    );
  });

  it("are two again afterwards", async () => {
    await env.cluster.until("two are ready", async () => {
      const status = await env.cluster.field("Deployment", "argo-rollouts", NAMESPACE, "status");
      return Object(status).readyReplicas === 2;
    });
    assert.equal((await running()).length, 2);
  });
});
