import assert from "node:assert/strict";
import { stackState } from "../../../scripts/bootstrap/stack-state";
import { unrecordedOf, withRecorded } from "../../../scripts/bootstrap/unrecorded";

const pending = (apiVersion: string, kind: string, metadata: object, type = "creating") => ({
  type,
  resource: {
    ...{ urn: `urn:${kind}`, type: `kubernetes:${apiVersion}:${kind}`, custom: true, provider: "urn:p::1" },
    inputs: { apiVersion, kind, metadata, spec: { a: 1 } },
  },
});
const rollout = pending("argoproj.io/v1alpha1", "Rollout", { name: "pay", namespace: "shop" });
const namespace = pending("v1", "Namespace", { name: "shop" });
const state = (...operations: object[]) =>
  stackState.parse({
    version: 3,
    deployment: {
      secrets_providers: { type: "passphrase" },
      resources: [{ urn: "urn:Stack", type: "pulumi:pulumi:Stack" }],
      pending_operations: operations,
    },
  });

const made = (manager: string) => ({ metadata: { managedFields: [{ manager: "argo" }, { manager }] } });
const kinds = {
  "/apis/argoproj.io/v1alpha1": {
    resources: [
      { name: "rollouts/status", kind: "Rollout", namespaced: true },
      { name: "rollouts", kind: "Rollout", namespaced: true },
    ],
  },
  "/api/v1": { resources: [{ name: "namespaces", kind: "Namespace", namespaced: false }] },
};
const ROLLOUT = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/pay";
const clusterWith = (objects: Readonly<Record<string, unknown>>) => {
  const answers: Readonly<Record<string, unknown>> = { ...kinds, ...objects };
  const get = async (path: string) => ({ status: path in answers ? 200 : 404, body: answers[path] });
  return { get };
};

describe("what an engine made and did not write down", () => {
  it("is each object of a pending create that is there, with Pulumi as its maker", async () => {
    const cluster = clusterWith({
      [ROLLOUT]: made("pulumi-kubernetes-1a"),
      "/api/v1/namespaces/shop": made("pulumi-kubernetes-2b"),
    });
    assert.deepEqual(await unrecordedOf(state(rollout, namespace), cluster), [
      { urn: "urn:Rollout", id: "shop/pay", fieldManager: "pulumi-kubernetes-1a" },
      { urn: "urn:Namespace", id: "shop", fieldManager: "pulumi-kubernetes-2b" },
    ]);
  });

  it("is none that is not there, that somebody else made, or whose kind is unknown", async () => {
    assert.deepEqual(await unrecordedOf(state(rollout), clusterWith({})), []);
    assert.deepEqual(await unrecordedOf(state(rollout), clusterWith({ [ROLLOUT]: made("kubectl") })), []);
    const other = pending("example.com/v1", "Thing", { name: "pay", namespace: "shop" });
    assert.deepEqual(await unrecordedOf(state(other), clusterWith({})), []);
  });

  it("is none that is written down, and nothing of an update or a delete", async () => {
    const cluster = clusterWith({ [ROLLOUT]: made("pulumi-kubernetes-1a") });
    const updating = pending(
      "argoproj.io/v1alpha1",
      "Rollout",
      { name: "pay", namespace: "shop" },
      "updating",
    );
    assert.deepEqual(await unrecordedOf(state(updating), cluster), []);
    const both = state(rollout);
    both.deployment.resources.push({ urn: "urn:Rollout", type: "x" });
    assert.deepEqual(await unrecordedOf(both, cluster), []);
  });

  it("is written down as the provider does it, and nothing stays pending; all else stays as it is", () => {
    const before = state(rollout, namespace);
    const found = { urn: "urn:Rollout", id: "shop/pay", fieldManager: "pulumi-kubernetes-1a" };
    const { inputs } = rollout.resource;
    assert.deepEqual(withRecorded(before, [found]), {
      version: 3,
      deployment: {
        secrets_providers: { type: "passphrase" },
        resources: [
          { urn: "urn:Stack", type: "pulumi:pulumi:Stack" },
          {
            ...rollout.resource,
            id: "shop/pay",
            outputs: {
              ...inputs,
              __fieldManager: "pulumi-kubernetes-1a",
              __initialApiVersion: "argoproj.io/v1alpha1",
            },
          },
        ],
        pending_operations: [],
      },
    });
  });
});
