import assert from "node:assert/strict";
import { changesOf } from "./support/changes";
import { type Environment, sharedEnvironment } from "./support/environment";
import { type Release, releaseOf } from "./support/release";
import type { Stack } from "./support/stack";
import { type Change, names, services } from "./support/unfinished-releases";

describe("an up that meets unfinished releases in prod", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;
  let found: Record<string, Release>;

  const config = (change: Change) => ({ environment: "prod", services: services(change) });
  const argo = (verb: string, name: string) => env.argo(verb, name, "-n", stack.name);
  const release = (name: string) => releaseOf(env.cluster, name, stack.name);
  async function releases(): Promise<Record<string, Release>> {
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await release(name)] as const)),
    );
  }

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("mid-canary");
    await stack.up(config({ tag: "1" }));
    await stack.up(config({ tag: "2" }));
    await Promise.all(
      ["canary", "aborted", "bluegreen"].map((name) => env.cluster.phase(name, stack.name, "Paused")),
    );
    await Promise.all([argo("promote", "canary"), argo("abort", "aborted")]);
    await env.cluster.until("the canary pauses at its second weight", async () => {
      const { step, phase } = await release("canary");
      return step === 3 && phase === "Paused";
    });
    for (const name of ["aborted", "degraded"]) await env.cluster.phase(name, stack.name, "Degraded");
    found = await releases();
  });
  after(() => stack.destroy());

  it("finds the cluster as its state has it, whatever the controller has written in the meantime", async () => {
    await stack.expectNoDrift();
  });

  it("changes nothing when nothing was changed, and says where each release stands", async () => {
    const said = await stack.expectNoChanges();
    assert.match(said, /: An update is at step 4 of 4, weight 50 \(Paused: CanaryPauseStep\)\./);
    assert.match(said, /: An update is at Paused: BlueGreenPause\./);
    assert.match(
      said,
      /aborted: Its last update was aborted, and the version before it serves everything\. The controller says: RolloutAborted: .*kubectl argo rollouts retry rollout aborted/,
    );
    assert.match(said, /degraded: Its Rollout is Degraded\. The controller says: ProgressDeadlineExceeded: /);
    assert.deepEqual(await releases(), found);
  });

  it("ships what is not of the pods and moves no pod, no step and no selector", async () => {
    const said = await stack.up(config({ tag: "2", port: 81, annotations: { team: "pay" }, maxReplicas: 9 }));
    assert.deepEqual(
      changesOf(said),
      [
        ...[...names].map((name) => `updated HorizontalPodAutoscaler ${name}`),
        ...[...names, "bluegreen-preview"].map((name) => `updated Service ${name}`),
      ].sort(),
    );
    const [port] = Object(await env.cluster.field("Service", "bluegreen", stack.name, "spec", "ports"));
    assert.equal(port.port, 81);
    assert.deepEqual(await releases(), found);
  });

  it("refuses another version for the two that wait for a person, and changes nothing at all", async () => {
    const state = await stack.resources();
    const output = await stack.fail("up", config({ tag: "3", maxReplicas: 7 }));
    assert.match(output, /2 errors in the config, nothing was changed:/);
    assert.match(
      output,
      /services\.canary: A change of its pods or steps restarts the canary of canary, now at step 4 of 4, weight 50 \(Paused: CanaryPauseStep\)\. Promote or abort it first/,
    );
    assert.match(
      output,
      /services\.bluegreen: A change of its pods or steps restarts the release of bluegreen, now at Paused: BlueGreenPause\./,
    );
    assert.deepEqual(await stack.resources(), state);
    const maxReplicas = await env.cluster.field(
      "HorizontalPodAutoscaler",
      "canary",
      stack.name,
      "spec",
      "maxReplicas",
    );
    assert.equal(maxReplicas, 9);
    assert.deepEqual(await releases(), found);
  });

  it("is opened on the command line for one release alone, by its ReplicaSet", async () => {
    const { newest } = await release("canary");
    const flags = ["--config", `progressive-delivery:restartRelease=canary-${newest}`];
    const output = await stack.fail("preview", config({ tag: "3" }), ...flags);
    assert.match(output, /1 error in the config, nothing was changed:/);
    assert.match(output, /restarts the release of bluegreen/);
    assert.doesNotMatch(output, /restarts the canary of/);
  });

  it("begins them anew where midCanary lets it, and an aborted and a degraded one in any case", async () => {
    await stack.configure(config({ tag: "3", midCanary: { bluegreen: "warn" } }));
    await stack.set("services.canary.midCanary", "allow");
    const said = await stack.up();
    assert.match(said, /warning: .*A change of its pods or steps restarts the release of bluegreen/);
    assert.doesNotMatch(said, /restarts the canary of/);
    assert.match(said, /degraded: Its Rollout is Degraded\./);
    for (const name of names) {
      await env.cluster.phase(name, stack.name, "Paused");
      const { newest, stable, isAborted, pods, step } = await release(name);
      const old = found[name];
      assert.deepEqual(
        [stable, isAborted, step],
        [old?.stable, false, old?.step === undefined ? undefined : 1],
      );
      assert.notEqual(newest, old?.newest);
      // The blue-green's version in between keeps its pods for scaleDownDelaySeconds.
      assert.deepEqual([pods[stable], pods[newest]], name === "bluegreen" ? [4, 4] : [3, 1]);
    }
  });

  it("lets everybody back to the version that is stable, at once", async () => {
    await stack.up(config({ tag: "1" }));
    for (const name of names) {
      await env.cluster.phase(name, stack.name, "Healthy");
      const { newest, stable } = await release(name);
      assert.deepEqual([newest, stable], [found[name]?.stable, found[name]?.stable]);
    }
  });
});
