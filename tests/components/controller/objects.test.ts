import assert from "node:assert/strict";
import { isDataObject, valueAt } from "../../../components/config";
import type { Manifest } from "../../../components/manifests";
import { assertContains } from "../../support/contains";
import { controllerFindings, deploymentSpec, installOf, podSpec } from "../../support/controller";

const objectsOf = (kind: string, input: Parameters<typeof installOf>[0] = {}): readonly Manifest[] =>
  installOf(input).support.filter((object) => object.kind === kind);

describe("the controller's PodDisruptionBudget", () => {
  it("lets one of several pods go", () => {
    assertContains(objectsOf("PodDisruptionBudget"), [
      {
        metadata: { name: "argo-rollouts", namespace: "argo-rollouts" },
        spec: {
          selector: { matchLabels: { app: "argo-rollouts" } },
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: "AlwaysAllow",
        },
      },
    ]);
  });

  it("is not there for one pod, or when it is not wanted", () => {
    assert.deepEqual(objectsOf("PodDisruptionBudget", { replicas: 1 }), []);
    assert.deepEqual(objectsOf("PodDisruptionBudget", { disruptionBudget: { enabled: false } }), []);
  });

  it("has what is said of it", () => {
    const disruptionBudget = { minAvailable: "50%", labels: { team: "ops" }, annotations: { why: "drains" } };
    const [budget] = objectsOf("PodDisruptionBudget", { disruptionBudget });
    assertContains(budget, {
      metadata: { labels: { team: "ops" }, annotations: { why: "drains" } },
      spec: { minAvailable: "50%" },
    });
    assert.match(
      controllerFindings({ disruptionBudget: { minAvailable: 1, maxUnavailable: 1 } }).join(),
      /expected minAvailable or maxUnavailable, not both/,
    );
  });

  it("is one for each of several controllers, over its own pods", () => {
    assertContains(objectsOf("PodDisruptionBudget", { shards: 2 }), [
      {
        metadata: { name: "argo-rollouts-shard-0" },
        spec: { selector: { matchLabels: { "app.kubernetes.io/instance": "shard-0" } } },
      },
      { metadata: { name: "argo-rollouts-shard-1" } },
    ]);
  });
});

describe("the controller's NetworkPolicy", () => {
  const prometheus = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };

  it("is not there by default", () => {
    assert.deepEqual(objectsOf("NetworkPolicy"), []);
  });

  it("opens /healthz to all, the metrics to those who are named, and leaves the way out open", () => {
    const networkPolicy = { enabled: true, metricsFrom: [prometheus] };
    const [policy] = objectsOf("NetworkPolicy", { networkPolicy });
    assert.deepEqual(policy?.["spec"], {
      podSelector: { matchLabels: { app: "argo-rollouts" } },
      policyTypes: ["Ingress"],
      ingress: [
        { ports: [{ protocol: "TCP", port: "healthz" }] },
        { from: [prometheus], ports: [{ protocol: "TCP", port: "metrics" }] },
      ],
    });
  });

  it("opens the way out to DNS and those who are named, where any are", () => {
    const egress = [{ to: [{ ipBlock: { cidr: "10.0.0.1/32" } }], ports: [{ port: 443 }] }];
    const [policy] = objectsOf("NetworkPolicy", { networkPolicy: { enabled: true, egress } });
    assertContains(policy, {
      spec: {
        policyTypes: ["Ingress", "Egress"],
        egress: [
          { ports: [{ port: 53 }, { port: 53 }] },
          { to: [{ ipBlock: { cidr: "10.0.0.1/32" } }], ports: [{ port: 443, protocol: "TCP" }] },
        ],
      },
    });
  });
});

describe("labels and annotations of the controller's objects", () => {
  const input = {
    labels: { team: "ops", app: "mine" },
    annotations: { note: "all" },
    deploymentLabels: { tier: "deployment" },
    deploymentAnnotations: { note: "deployment" },
    podLabels: { mesh: "off" },
    podAnnotations: { scrape: "no" },
    crds: { annotations: { note: "crd" } },
  };

  it("are on all objects, and those of the Deployment and of the pods there alone", () => {
    const { support, deployments, crds } = installOf(input);
    for (const { metadata } of support)
      assertContains(metadata, { labels: { team: "ops" }, annotations: { note: "all" } });
    assertContains(deployments[0]?.metadata, {
      labels: { team: "ops", tier: "deployment" },
      annotations: { note: "deployment" },
    });
    assertContains(crds[0]?.metadata, { annotations: { note: "crd" } });
    assert.equal(JSON.stringify(support).includes("deployment"), false);
  });

  it("never take away those by which the pods are found", () => {
    const metadata = valueAt(deploymentSpec(input), ["template", "metadata"]);
    assert.deepEqual(metadata, {
      labels: { app: "argo-rollouts", team: "ops", mesh: "off" },
      annotations: { scrape: "no" },
    });
  });
});

describe("the controller's ServiceAccount", () => {
  it("is the manifest's, with what is said of it", () => {
    const serviceAccount = {
      name: "rollouts",
      labels: { team: "ops" },
      annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/rollouts" },
      automountToken: false,
    };
    const { support } = installOf({ serviceAccount });
    assertContains(
      support.find(({ kind }) => kind === "ServiceAccount"),
      {
        metadata: { name: "rollouts", labels: { team: "ops" }, annotations: serviceAccount.annotations },
        automountServiceAccountToken: false,
      },
    );
    assertContains(podSpec({ serviceAccount }), {
      serviceAccountName: "rollouts",
      automountServiceAccountToken: true,
    });
    for (const binding of support.filter(({ kind }) => kind === "ClusterRoleBinding"))
      assertContains(binding, { subjects: [{ name: "rollouts" }] });
  });

  it("can be an existing one", () => {
    const { support } = installOf({ serviceAccount: { create: false, name: "there" } });
    assert.equal(
      support.some(({ kind }) => kind === "ServiceAccount"),
      false,
    );
    assertContains(podSpec({ serviceAccount: { create: false, name: "there" } }), {
      serviceAccountName: "there",
    });
  });
});

describe("objects beside the controller's", () => {
  it("are as they are said, in its namespace where they say nothing else", () => {
    const { support } = installOf({
      namespace: "rollouts",
      extraObjects: [
        { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { k: "v" } },
        { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "b", namespace: "other" } },
        { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "high" }, value: 1 },
      ],
    });
    const found = support.filter(({ metadata }) => ["a", "b", "high"].includes(metadata.name));
    assertContains(found, [
      { kind: "ConfigMap", metadata: { namespace: "rollouts" }, data: { k: "v" } },
      { metadata: { namespace: "other" } },
      { value: 1 },
    ]);
    assert.equal(isDataObject(found[2]) && "namespace" in found[2].metadata, false);
  });
});
