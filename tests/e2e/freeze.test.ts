import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataObject } from "../../components/config";
import { ApiServer } from "../support/api-server";
import {
  autoscaled,
  type Environment,
  image,
  MORE_THAN_ANY_NODE_HAS,
  sharedEnvironment,
} from "./support/environment";
import { releaseOf } from "./support/release";
import type { Stack } from "./support/stack";

const UNTIL = "2999-01-04T08:00:00+01:00";
const frozen = { freeze: { until: UNTIL, reason: "the year's end" } };

/** Two weights with a pause between them that ends by itself, and one that does not. */
const timed = {
  enabled: true,
  canary: {
    steps: [{ setWeight: 50 }, { pause: { duration: "2h" } }, { setWeight: 75 }, { pause: {} }],
  },
};

describe("a freeze of the releases of a stack", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  /** The tags of the services, and what else the stack says. */
  const config = (tags: Record<string, string>, more: DataObject = {}, stuck: DataObject = {}) => ({
    ...more,
    services: {
      held: { image: image(tags["held"] ?? "1"), replicaCount: 4, rollout: timed },
      promoted: { image: image(tags["promoted"] ?? "1"), replicaCount: 4, rollout: timed },
      idle: { image: image(tags["idle"] ?? "1"), ...autoscaled, rollout: timed },
      plain: { image: image(tags["plain"] ?? "1"), ...autoscaled },
      stuck: { image: image(tags["stuck"] ?? "1"), wait: "accepted", ...stuck },
      ...(tags["fresh"] !== undefined && { fresh: { image: image(tags["fresh"]), rollout: timed } }),
    },
  });
  const both = { held: "2", promoted: "2", stuck: "2" };
  const later = { held: "2", promoted: "2", stuck: "2", idle: "2", plain: "2", fresh: "2" };
  const TOO_LARGE = { resources: { requests: { cpu: MORE_THAN_ANY_NODE_HAS } } };

  const release = (name: string) => releaseOf(env.cluster, name, stack.name);
  const paused = (kind: "Deployment" | "Rollout", name: string) =>
    env.cluster.field(kind, name, stack.name, "spec", "paused");
  async function imageOf(kind: "Deployment" | "Rollout", name: string): Promise<string> {
    const containers = await env.cluster.field(
      kind,
      name,
      stack.name,
      "spec",
      "template",
      "spec",
      "containers",
    );
    return Object(containers)[0].image;
  }
  async function readyAt(kind: "Deployment" | "Rollout", name: string, pods: number): Promise<void> {
    await env.cluster.until(`${name} has ${String(pods)} pods`, async () => {
      return (await env.cluster.field(kind, name, stack.name, "status", "availableReplicas")) === pods;
    });
  }

  /** Two hours later, as far as the controller can tell. */
  async function pauseIsOver(name: string): Promise<void> {
    const rollout = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name, namespace: stack.name },
    };
    const pauseConditions = [{ reason: "CanaryPauseStep", startTime: "2020-01-01T00:00:00Z" }];
    await new ApiServer(env.plane).mergeStatus(rollout, { pauseConditions });
  }

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("freeze");
    await stack.up(config({}));
    await stack.up(config(both, {}, TOO_LARGE));
    for (const name of ["held", "promoted"]) await env.cluster.phase(name, stack.name, "Paused");
  });
  after(() => stack.destroy());

  it("holds a canary at its step, though its pause is over, and a rolling update", async () => {
    const said = await stack.up(config(both, frozen, TOO_LARGE));
    assert.match(
      said,
      /Releases are frozen until 2999-01-04T08:00:00\+01:00 \(the year's end\)\. What is in its middle stays/,
    );
    assert.match(said, /held: The freeze holds its release where it is, until 2999-01-04T08:00:00\+01:00\./);
    await pauseIsOver("held");
    await sleep(5000);
    const { step, phase, pods } = await release("held");
    assert.deepEqual([step, phase, Object.values(pods)], [1, "Paused", [2, 2]]);
    assert.deepEqual(await paused("Deployment", "stuck"), true);
    for (const name of ["idle", "plain"] as const)
      assert.equal(await paused(name === "idle" ? "Rollout" : "Deployment", name), undefined);
    const outputs = await stack.outputs<{ freeze: unknown }>();
    assert.deepEqual(outputs.freeze, { ...frozen.freeze, except: [] });
  });

  it("keeps a change of pods back, and starts a new service all the same", async () => {
    const said = await stack.up(config(later, frozen, TOO_LARGE));
    for (const name of ["idle", "plain"])
      assert.match(
        said,
        new RegExp(`${name}: A change of its pods or steps waits until [^ ]+: registry.example/app:2`),
      );
    assert.equal(await imageOf("Rollout", "idle"), "registry.example/app:1");
    assert.equal(await imageOf("Deployment", "plain"), "registry.example/app:1");
    await env.cluster.phase("fresh", stack.name, "Healthy");
    await stack.expectNoChanges();
  });

  it("lets autoscalers scale what has no release in its middle, also where a change waits", async () => {
    await env.cluster.scale("Rollout", "idle", stack.name, 5);
    await env.cluster.scale("Deployment", "plain", stack.name, 5);
    await readyAt("Rollout", "idle", 5);
    await readyAt("Deployment", "plain", 5);
    assert.equal((await release("idle")).phase, "Healthy");
    await stack.expectNoChanges();
  });

  it("does not take back what a person promotes meanwhile, and no up fails of it", async () => {
    const promote = () => env.argo("promote", "promoted", "-n", stack.name);
    await promote();
    await env.cluster.phase("promoted", stack.name, "Paused");
    // The plugin writes twice, and a controller that looks in between begins the pause anew.
    if ((await release("promoted")).step === 1) await promote();
    await env.cluster.until("the promoted canary has gone on", async () => {
      const { step, phase } = await release("promoted");
      return step === 3 && phase === "Paused";
    });
    const changed = config(later, frozen, TOO_LARGE);
    const said = await stack.up({
      ...changed,
      services: {
        ...changed.services,
        promoted: { ...changed.services.promoted, annotations: { team: "pay" } },
      },
    });
    assert.match(said, /promoted: The freeze held its release, and a person has let it go on\./);
    assert.notEqual(await paused("Rollout", "promoted"), true);
    assert.equal((await release("held")).step, 1);
  });

  it("is over at its time: everything goes on from where it was, and a warning says so", async () => {
    const over = { freeze: { until: "2020-01-01Z", reason: "long ago" } };
    const said = await stack.up(config(later, over));
    assert.match(said, /warning: .*The freeze \(long ago\) ended at 2020-01-01Z\. Take freeze out/);
    assert.equal(await imageOf("Rollout", "idle"), "registry.example/app:2");
    assert.equal(await imageOf("Deployment", "plain"), "registry.example/app:2");
    for (const [kind, name] of [
      ["Rollout", "held"],
      ["Rollout", "promoted"],
      ["Deployment", "stuck"],
    ] as const)
      assert.notEqual(await paused(kind, name), true);
    await env.cluster.until("the held canary has gone on", async () => (await release("held")).step === 3);
    assert.deepEqual((await stack.outputs<{ freeze?: unknown }>()).freeze, {});
    await readyAt("Deployment", "stuck", 1);
    await stack.expectNoChanges();
    await stack.expectNoDrift();
  });
});
