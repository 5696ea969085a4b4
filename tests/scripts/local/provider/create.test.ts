import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { refIn, service, TestBed, type Ran } from "./stack";

describe("stand-in Kubernetes provider: create", function () {
  this.timeout(120_000);
  let bed: TestBed;
  let first: Ran;

  /** A custom kind of this run only, with one object, in the order in which a program has them. */
  const customKind = (): k8s.apiextensions.CustomResource => {
    const group = `${bed.namespace}.example.com`;
    const openAPIV3Schema = {
      type: "object",
      properties: { spec: { type: "object", x_kubernetes_preserve_unknown_fields: true } },
    };
    const crd = new k8s.apiextensions.v1.CustomResourceDefinition("crd", {
      metadata: { name: `boxes.${group}` },
      spec: {
        group,
        scope: "Cluster",
        names: { kind: "Box", plural: "boxes" },
        versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema } }],
      },
    });
    const args = {
      apiVersion: `${group}/v1`,
      kind: "Box",
      metadata: { name: bed.namespace },
      spec: { size: 3 },
    };
    return new k8s.apiextensions.CustomResource("box", args, { dependsOn: crd });
  };

  const program = async () => {
    const { metadata } = new k8s.core.v1.ConfigMap("settings", {
      metadata: { name: "settings" },
      data: { a: "1" },
    });
    new k8s.core.v1.ConfigMap("unnamed", { data: { copy: metadata.uid } });
    new k8s.core.v1.Secret("keys", { metadata: { name: "keys" }, stringData: { token: "hush-hush" } });
    new k8s.core.v1.ConfigMap("mixed", {
      metadata: { name: "mixed" },
      data: { open: "seen", hidden: pulumi.secret("unseen") },
    });
    new k8s.core.v1.Namespace("inner", { metadata: { name: `${bed.namespace}-inner` } });
    new k8s.core.v1.ConfigMap("guest", { metadata: { name: "guest", namespace: `${bed.namespace}-inner` } });
    new k8s.yaml.ConfigGroup("manifest", { yaml: MANIFEST.replaceAll("NAMESPACE", bed.namespace) });
    const box = customKind();
    return Promise.resolve({ uid: metadata.uid, boxName: box.metadata.name });
  };

  before(async () => {
    bed = await TestBed.open("create");
    const preview = await bed.preview(program);
    assert.equal(preview["box"], "create");
    first = await bed.up(program);
  });
  after(async () => bed?.close());

  it("creates the object in the provider's namespace, with the live object as outputs", async () => {
    const live = await bed.live.get(refIn(bed, "v1", "ConfigMap", "settings"));
    assert.deepEqual([live["data"], live.metadata.uid], [{ a: "1" }, first.outputs["uid"]?.value]);
  });

  it("previews no change after a create, whatever the server filled in", async () => {
    assert.deepEqual(await bed.preview(program), {});
  });

  it("says once that it stands in for the official provider", () => {
    const diagnostics = first.log.slice(first.log.indexOf("Diagnostics:"));
    assert.equal(diagnostics.split("stand-in for the official Kubernetes provider").length - 1, 1, first.log);
  });

  it("names an object that has no name after its resource, with a random suffix", async () => {
    const state = await bed.state("unnamed");
    assert.match(String(state?.["id"]), new RegExp(`^${bed.namespace}/unnamed-[0-9a-f]{8}$`));
  });

  it("creates custom resources whose CRD and objects whose namespace came in the same run", async () => {
    const box = await bed.live.get({
      apiVersion: `${bed.namespace}.example.com/v1`,
      kind: "Box",
      name: bed.namespace,
    });
    assert.deepEqual([box["spec"], box.metadata.namespace], [{ size: 3 }, undefined]);
    assert.equal(
      await bed.live.exists({
        apiVersion: "v1",
        kind: "ConfigMap",
        name: "guest",
        namespace: `${bed.namespace}-inner`,
      }),
      true,
    );
  });

  it("creates what a YAML manifest holds, through kubernetes:yaml:decode", async () => {
    const live = await bed.live.get(refIn(bed, "v1", "ConfigMap", "from-yaml"));
    assert.deepEqual(live["data"], { mode: "0644" });
  });

  it("keeps secrets secret: a Secret's data always, other fields where the program says so", async () => {
    const mixed = await bed.state("mixed");
    // An export shows a secret under this key, the state file has its ciphertext there.
    const open = JSON.stringify([await bed.state("keys"), mixed], (key, value: unknown) =>
      key === "plaintext" ? "" : value,
    );
    assert.doesNotMatch(open, /hush-hush|unseen|aHVzaC1odXNo/);
    assert.match(JSON.stringify(mixed), /"open":"seen"/);
    const live = await bed.live.get(refIn(bed, "v1", "Secret", "keys"));
    assert.deepEqual(live["data"], { token: Buffer.from("hush-hush").toString("base64") });
  });

  it("writes with a field manager that no other resource has, kept in the state", async () => {
    const managerOf = async (name: string) =>
      String((await bed.state(name))?.["outputs"]?.["__fieldManager"]);
    const live = await bed.live.get(refIn(bed, "v1", "ConfigMap", "settings"));
    assert.match(await managerOf("settings"), /^pulumi-kubernetes-[0-9a-f]{8}$/);
    assert.notEqual(await managerOf("settings"), await managerOf("mixed"));
    assert.match(JSON.stringify(live.metadata["managedFields"]), new RegExp(await managerOf("settings")));
  });

  it("fails in the official words where the object exists, and leaves it alone", async () => {
    await bed.live.create({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "theirs", namespace: bed.namespace },
      data: { a: "theirs" },
    });
    const adopting = async () => {
      await program();
      new k8s.core.v1.ConfigMap("adopted", { metadata: { name: "theirs" }, data: { a: "ours" } });
    };
    assert.deepEqual(await bed.preview(adopting), { adopted: "create" });
    assert.match(
      await bed.upFails(adopting),
      /resource \S+\/theirs was not successfully created by the Kubernetes API server: configmaps "theirs" already exists/,
    );
    assert.deepEqual((await bed.live.get(refIn(bed, "v1", "ConfigMap", "theirs")))["data"], { a: "theirs" });
  });

  it("changes an existing object when the provider's upsertExistingObjects is set", async () => {
    await bed.up(async () => {
      await program();
      const kubeconfig = readFileSync(bed.kubeconfig, "utf8");
      const provider = new k8s.Provider("upsert", {
        kubeconfig,
        namespace: bed.namespace,
        upsertExistingObjects: true,
        enablePatchForce: true,
      });
      new k8s.core.v1.ConfigMap(
        "adopted",
        { metadata: { name: "theirs" }, data: { a: "ours" } },
        { provider },
      );
    });
    assert.deepEqual((await bed.live.get(refIn(bed, "v1", "ConfigMap", "theirs")))["data"], { a: "ours" });
  });

  it("shows at preview what the API server will refuse", async () => {
    const message = await bed.previewFails(async () => {
      await program();
      new k8s.core.v1.Service("web", service({ ports: [{ port: 123456 }] }));
    });
    assert.match(message, /Service "web" is invalid: .*spec\.ports\[0\]\.port: Invalid value: 123456/);
  });

  it("refuses Patch resources with a sentence that names the way out", async () => {
    const message = await bed.previewFails(async () => {
      await program();
      new k8s.core.v1.ConfigMapPatch("patch", { metadata: { name: "settings" }, data: { b: "2" } });
    });
    assert.match(
      message,
      /Patch resources are not in the stand-in Kubernetes provider: .* Use ConfigMap, or the official provider/,
    );
  });
});

const MANIFEST = `
apiVersion: v1
kind: ConfigMap
metadata: {name: from-yaml, namespace: NAMESPACE}
data: {mode: "0644"}
---
`;
