import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { KubernetesObject } from "@kubernetes/client-node";
import { INSTANCE_LABEL, instanceIdsOf, instanceOf } from "../../components/config";
import { controllerStack, type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const namespace = "sharded";
const names = Array.from({ length: 100 }, (_, index) => `service-${index}`);
const idsOf = (shards: number) => instanceIdsOf({ shards, instanceId: undefined });
const shared = (id: string, shards = 2) => names.filter((name) => instanceOf(name, idsOf(shards)) === id);

const fleet = (shards: number, tag: string, wait: "accepted" | "none" = "accepted") => ({
  controller: { install: false, shards },
  defaults: { image: image(tag), wait, rollout: { enabled: true }, replicaCount: 1 },
  services: Object.fromEntries(names.map((name) => [name, {}])),
});

describe("several controllers", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    await env.controller.up(controllerStack({ shards: 2, replicas: 1 }));
    stack = await env.stack(namespace);
    await stack.up(fleet(2, "1"));
  });
  after(async () => {
    await stack.destroy();
    await env.controller.up(controllerStack());
  });

  /** From the logs of a controller's processes: the Rollouts that it has begun to reconcile. */
  async function reconciledBy(id: string): Promise<string[]> {
    const logs = path.join(env.plane.dir, "logs");
    const files = (await readdir(logs)).filter((file) => file.includes(`argo-rollouts-${id}-`));
    assert.ok(files.length > 0, `no controller of ${id} has a log`);
    const texts = await Promise.all(files.map((file) => readFile(path.join(logs, file), "utf8")));
    const lines = texts.join("\n").matchAll(/Started syncing rollout.* namespace=(\S+) .*rollout=(\S+)/g);
    return [...new Set([...lines].flatMap(([, where, name]) => (where === namespace && name ? [name] : [])))];
  }

  /** Whether the Rollouts run this version and no other. */
  async function areAt(tag: string, wanted: readonly string[]): Promise<boolean> {
    const rollouts = await rolloutsByName();
    return wanted.every((name) => {
      const { spec, status, metadata } = Object(rollouts.get(name));
      return (
        spec.template.spec.containers[0].image === image(tag).repository + ":" + tag &&
        status.observedGeneration === String(metadata.generation) &&
        status.phase === "Healthy"
      );
    });
  }

  async function rolloutsByName(): Promise<Map<string, KubernetesObject>> {
    const rollouts = await env.cluster.list("Rollout", namespace);
    return new Map(rollouts.map((rollout) => [rollout.metadata?.name ?? "", rollout]));
  }

  /** What a controller that has not looked leaves as it was. */
  async function statuses(of: readonly string[]): Promise<unknown[]> {
    const rollouts = await rolloutsByName();
    return of.map((name) => Object(rollouts.get(name)).status);
  }

  async function scale(id: string, replicas: number): Promise<void> {
    const name = `argo-rollouts-${id}`;
    await env.cluster.scale("Deployment", name, "argo-rollouts", replicas);
    await env.cluster.until(`${name} has ${replicas} pods`, async () => {
      const pods = await env.cluster.names("Pod", "argo-rollouts");
      return pods.filter((pod) => pod.startsWith(`${name}-`)).length === replicas;
    });
  }

  it("reconcile 100 Rollouts, each by exactly one", async () => {
    const [first, second] = await Promise.all(idsOf(2).map(reconciledBy));
    assert.deepEqual(first?.sort(), shared("shard-0").sort());
    assert.deepEqual(second?.sort(), shared("shard-1").sort());
    assert.deepEqual([...first, ...second].sort(), [...names].sort());
  });

  it("go on without the one that is killed, whose Rollouts wait for it", async () => {
    const [orphans, others] = [shared("shard-0"), shared("shard-1")];
    await scale("shard-0", 0);
    const before = await statuses(orphans);
    await stack.up(fleet(2, "2", "none"));
    await env.cluster.until("the other's are updated", () => areAt("2", others), 120);
    assert.deepEqual(await statuses(orphans), before);

    await scale("shard-0", 1);
    await env.cluster.until("all are updated", () => areAt("2", names), 120);
    const [first, second] = await Promise.all(idsOf(2).map(reconciledBy));
    assert.deepEqual([first?.sort(), second?.sort()], [[...orphans].sort(), [...others].sort()]);
  });

  it("give their share to one more, and no pod and no release begins anew", async () => {
    const pods = await env.cluster.names("Pod", namespace);
    const hashes = (await statuses(names)).map((status) => Object(status).currentPodHash);
    await env.controller.up(controllerStack({ shards: 3, replicas: 1 }));
    await stack.up(fleet(3, "2"));
    await env.cluster.until("all are healthy", () => areAt("2", names));
    const rollouts = await rolloutsByName();
    for (const name of names) {
      const id = instanceOf(name, idsOf(3));
      assert.equal(rollouts.get(name)?.metadata?.labels?.[INSTANCE_LABEL], id);
    }
    const moved = shared("shard-2", 3);
    await env.cluster.until("the third has looked at what is its own", async () => {
      return (await reconciledBy("shard-2")).length === moved.length;
    });
    assert.deepEqual((await reconciledBy("shard-2")).sort(), [...moved].sort());
    assert.deepEqual(await env.cluster.names("Pod", namespace), pods);
    assert.deepEqual(
      (await statuses(names)).map((status) => Object(status).currentPodHash),
      hashes,
    );
  });
});
