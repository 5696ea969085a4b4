import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConfigError, RolloutsController } from "../../../components";
import { installManifest } from "../../support/install-manifest";
import { registeredBy } from "../../support/mocks";

describe("RolloutsController", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "controller-"));
    await writeFile(path.join(folder, "install.yaml"), installManifest);
  });
  after(() => rm(folder, { recursive: true }));

  it("registers every object of the manifest, the namespace, a budget, and the rights of routers", async () => {
    const manifest = { path: path.join(folder, "install.yaml") };
    const registered = await registeredBy(
      () => new RolloutsController("argo", { manifest, namespace: "rollouts" }),
    );
    const objects = registered.map(({ type }) => type).filter((type) => type.startsWith("kubernetes:"));
    assert.deepEqual(objects.sort(), [
      "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
      "kubernetes:apps/v1:Deployment",
      "kubernetes:core/v1:Namespace",
      "kubernetes:core/v1:ServiceAccount",
      "kubernetes:policy/v1:PodDisruptionBudget",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
    ]);
  });

  it("registers a Deployment for each of several controllers", async () => {
    const manifest = { path: path.join(folder, "install.yaml") };
    const registered = await registeredBy(() => new RolloutsController("argo", { manifest, shards: 2 }));
    const deployments = registered.filter(({ type }) => type.endsWith(":Deployment"));
    assert.deepEqual(deployments.map(({ name }) => name).sort(), [
      "argo-argo-rollouts-shard-0",
      "argo-argo-rollouts-shard-1",
    ]);
  });

  it("refuses bad arguments before anything is registered", () => {
    assert.throws(
      () => new RolloutsController("argo", { version: "latest", rollouts: -1 }),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /controller\.rollouts: -1/);
        assert.match(
          error.message,
          /controller\.version: "latest" is not valid: expected a release such as "1\.10\.1"/,
        );
        return true;
      },
    );
  });
});
