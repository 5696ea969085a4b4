import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as k8s from "@pulumi/kubernetes";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { refIn, TestBed } from "./stack";

describe("stand-in Kubernetes provider: replace and delete", function () {
  this.timeout(120_000);
  let bed: TestBed;
  before(async () => {
    bed = await TestBed.open("delete");
  });
  after(async () => bed?.close());

  const deployment = (label: string, name?: string) => {
    const labels = { app: label };
    const template = { metadata: { labels }, spec: { containers: [{ name: "web", image: "web" }] } };
    const metadata = { ...(name !== undefined && { name }), annotations: { "pulumi.com/skipAwait": "true" } };
    return { metadata, spec: { replicas: 0, selector: { matchLabels: labels }, template } };
  };
  const configMap = (
    name: string,
    annotations: Record<string, string> = {},
    options: CustomResourceOptions = {},
  ) => new k8s.core.v1.ConfigMap(name, { metadata: { name, annotations } }, options);
  const exists = async (name: string) => bed.live.exists(refIn(bed, "apps/v1", "Deployment", name));

  it("replaces an object for an immutable field: one with a name of its own is deleted first, a named one after", async () => {
    const program = (label: string) => async () => {
      new k8s.apps.v1.Deployment("explicit", deployment(label, "explicit"));
      new k8s.apps.v1.Deployment("automatic", deployment(label));
      return Promise.resolve();
    };
    await bed.up(program("a"));
    const uid = async () =>
      (await bed.live.get(refIn(bed, "apps/v1", "Deployment", "explicit"))).metadata.uid;
    const before = [await uid(), (await bed.state("automatic"))?.["id"]];
    const { order } = await bed.up(program("b"));
    const after = [await uid(), (await bed.state("automatic"))?.["id"]];
    assert.notEqual(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
    assert.deepEqual(
      order.filter((step) => step.startsWith("explicit") && !step.endsWith(" replace")),
      ["explicit delete-replaced", "explicit create-replacement"],
    );
    assert.deepEqual(
      order.filter((step) => step.startsWith("automatic") && !step.endsWith(" replace")),
      ["automatic create-replacement", "automatic delete-replaced"],
    );
  });

  it("waits until a deleted object is gone, unless pulumi.com/skipAwait says not to", async () => {
    await bed.up(async () => {
      configMap("waited");
      new k8s.apps.v1.Deployment("skipped", deployment("skipped", "skipped"));
      return Promise.resolve();
    });
    const hold = { metadata: { finalizers: ["example.com/hold"] } };
    const release = { metadata: { finalizers: [] } };
    const skipped = refIn(bed, "apps/v1", "Deployment", "skipped");
    await bed.live.patchAs("holder", refIn(bed, "v1", "ConfigMap", "waited"), hold);
    await bed.live.patchAs("holder", skipped, hold);
    const deletion = bed.up(async () => Promise.resolve()).then(() => "deleted");
    let waited = false;
    while (!waited) {
      const { metadata } = await bed.live.get(refIn(bed, "v1", "ConfigMap", "waited"));
      waited = metadata.deletionTimestamp !== undefined;
      await sleep(100);
    }
    assert.equal(await Promise.race([deletion, sleep(1500, "waiting")]), "waiting");
    await bed.live.patchAs("holder", refIn(bed, "v1", "ConfigMap", "waited"), release);
    assert.equal(await deletion, "deleted");
    const left = [
      await bed.live.exists(refIn(bed, "v1", "ConfigMap", "waited")),
      await bed.live.exists(skipped),
    ];
    assert.deepEqual(left, [false, true]);
    await bed.live.patchAs("holder", skipped, release);
  });

  it("takes an object that is gone already for deleted", async () => {
    await bed.up(async () => {
      configMap("lost");
      return Promise.resolve();
    });
    await bed.live.delete(refIn(bed, "v1", "ConfigMap", "lost"));
    await bed.up(async () => Promise.resolve());
    assert.equal(await bed.state("lost"), undefined);
  });

  it("deletes by the policy of pulumi.com/deletionPropagationPolicy, in the foreground by default", async () => {
    await bed.up(async () => {
      const owner = (name: string, policy: Record<string, string>) => {
        const { metadata, spec } = deployment(name, name);
        return new k8s.apps.v1.Deployment(name, {
          metadata: { ...metadata, annotations: { ...metadata.annotations, ...policy } },
          spec,
        });
      };
      owner("foreground", {});
      owner("orphan", { "pulumi.com/deletionPropagationPolicy": "orphan" });
      owner("background", { "pulumi.com/deletionPropagationPolicy": "background" });
      return Promise.resolve();
    });
    const policies = ["foreground", "orphan", "background"];
    for (const name of policies) await addDependent(bed, name);
    await bed.up(async () => Promise.resolve());
    const dependent = async (name: string) =>
      (await bed.live.get(refIn(bed, "v1", "ConfigMap", `${name}-dependent`))).metadata;
    await until(
      async () => (await dependent("orphan"))["ownerReferences"] === undefined && !(await exists("orphan")),
    );
    await until(
      async () =>
        (await dependent("background")).deletionTimestamp !== undefined && !(await exists("background")),
    );
    await until(async () => (await dependent("foreground")).deletionTimestamp !== undefined);
    assert.deepEqual(
      [await exists("foreground"), (await dependent("orphan")).deletionTimestamp],
      [true, undefined],
    );
    for (const name of policies)
      await bed.live.patchAs("holder", refIn(bed, "v1", "ConfigMap", `${name}-dependent`), {
        metadata: { finalizers: [] },
      });
  });

  it("fails when an object does not go within its time, and keeps it in the state", async () => {
    const program = async () => {
      configMap("stuck", {}, { customTimeouts: { delete: "2s" } });
      return Promise.resolve();
    };
    await bed.up(program);
    await bed.live.patchAs("holder", refIn(bed, "v1", "ConfigMap", "stuck"), {
      metadata: { finalizers: ["example.com/hold"] },
    });
    await bed.upFails(async () => Promise.resolve());
    assert.notEqual(await bed.state("stuck"), undefined);
    await bed.live.patchAs("holder", refIn(bed, "v1", "ConfigMap", "stuck"), {
      metadata: { finalizers: [] },
    });
    await bed.up(async () => Promise.resolve());
    assert.equal(await bed.state("stuck"), undefined);
  });
});

/** An object that the garbage collector deletes with its owner, as a ReplicaSet with its Deployment; a finalizer holds it. */
async function addDependent(bed: TestBed, name: string): Promise<void> {
  const { uid = "" } = (await bed.live.get(refIn(bed, "apps/v1", "Deployment", name))).metadata;
  const ownerReferences = [
    { apiVersion: "apps/v1", kind: "Deployment", name, uid, blockOwnerDeletion: true },
  ];
  const metadata = {
    name: `${name}-dependent`,
    namespace: bed.namespace,
    finalizers: ["example.com/hold"],
    ownerReferences,
  };
  await bed.live.create({ apiVersion: "v1", kind: "ConfigMap", metadata });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(100);
}
