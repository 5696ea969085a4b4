import assert from "node:assert/strict";
import { assertContains } from "../../../support/contains";
import { list, mapAt, object, podSpec, template } from "./rendered-pod";

const selector = { matchLabels: { "app.kubernetes.io/name": "pay" } };
const host = "kubernetes.io/hostname";
const zone = "topology.kubernetes.io/zone";

describe("where pods run", () => {
  it("is evenly over nodes and zones, as a wish and each version by itself", () => {
    const spread = (topologyKey: string) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: selector,
      matchLabelKeys: ["pod-template-hash", "rollouts-pod-template-hash"],
    });
    assert.deepEqual(list(podSpec(), "topologySpreadConstraints"), [spread(host), spread(zone)]);
  });

  it("does not make a new version of a scale", () => {
    assert.deepEqual(template({ replicaCount: 1 }), template({ replicaCount: 2 }));
  });

  it("is spread as the values say, or not at all", () => {
    const constraints = [
      { topologyKey: zone, whenUnsatisfiable: "DoNotSchedule", minDomains: 3 },
      { topologyKey: host, labelSelector: { matchLabels: { team: "pay" } } },
    ];
    const [first, second] = list(podSpec({ topologySpread: { constraints } }), "topologySpreadConstraints");
    assertContains(first, { ...constraints[0], maxSkew: 1, labelSelector: selector });
    assert.deepEqual(second, { ...constraints[1], maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" });
    assert.equal("topologySpreadConstraints" in podSpec({ topologySpread: { enabled: false } }), false);
  });

  it("is apart from each other, as a wish or for sure, beside the values' own affinity", () => {
    const own = { topologyKey: zone, labelSelector: { matchLabels: { app: "db" } } };
    const required = "requiredDuringSchedulingIgnoredDuringExecution";
    const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    const apart = { topologyKey: host, labelSelector: selector };
    const affinity = { podAntiAffinity: { [required]: [own] } };
    assert.deepEqual(podSpec({ affinity, antiAffinity: "hard" })["affinity"], {
      podAntiAffinity: { [required]: [own, apart] },
    });
    assert.deepEqual(podSpec({ affinity, antiAffinity: "soft" })["affinity"], {
      podAntiAffinity: { [required]: [own], [preferred]: [{ weight: 100, podAffinityTerm: apart }] },
    });
    assert.deepEqual(podSpec({ affinity })["affinity"], affinity);
    assert.equal("affinity" in podSpec(), false);
  });

  it("is what the values say of nodes, taints, priority, runtime and scheduler", () => {
    const said = {
      nodeSelector: { disk: "ssd" },
      tolerations: [{ key: "gpu", operator: "Exists", effect: "NoSchedule" }],
      priorityClassName: "high",
      runtimeClassName: "sandbox",
      schedulerName: "own",
    };
    assertContains(podSpec(said), said);
  });
});

describe("what pods see around them", () => {
  it("is no token of the API server and no variables of other Services", () => {
    assertContains(podSpec(), { automountServiceAccountToken: false, enableServiceLinks: false });
    assert.equal(object("ServiceAccount")["automountServiceAccountToken"], false);
    const asked = { serviceAccount: { automountToken: true }, enableServiceLinks: true };
    assertContains(podSpec(asked), { automountServiceAccountToken: true, enableServiceLinks: true });
    assert.equal(object("ServiceAccount", asked)["automountServiceAccountToken"], true);
  });

  it("is what the values say of names, hosts, Secrets of images and processes", () => {
    const said = {
      hostAliases: [{ ip: "192.0.2.1", hostnames: ["bank.example"] }],
      dnsPolicy: "None",
      dnsConfig: { nameservers: ["192.0.2.53"], options: [{ name: "ndots", value: "2" }] },
      shareProcessNamespace: true,
    };
    assertContains(podSpec(said, { imagePullSecrets: ["registry"] }), {
      ...said,
      imagePullSecrets: [{ name: "registry" }],
    });
  });
});

describe("labels and annotations", () => {
  const labels = (kind: string, ...layers: Parameters<typeof object>[1][]) =>
    mapAt(object(kind, ...layers), "metadata", "labels");

  it("say what a service is, on all of its objects, and its version on the workload and its pods", () => {
    const said = { component: "api", partOf: "shop", labels: { tier: "backend" } };
    const all = {
      "app.kubernetes.io/name": "pay",
      "app.kubernetes.io/instance": "pay",
      "app.kubernetes.io/managed-by": "pulumi",
      "app.kubernetes.io/component": "api",
      "app.kubernetes.io/part-of": "shop",
      tier: "backend",
    };
    for (const kind of ["Service", "ServiceAccount"]) assert.deepEqual(labels(kind, said), all);
    const versioned = { ...all, "app.kubernetes.io/version": "1.0.0" };
    assert.deepEqual(labels("Deployment", said), versioned);
    assert.deepEqual(labels("Rollout", said, { rollout: { enabled: true } }), versioned);
    assert.deepEqual(mapAt(template(said), "metadata", "labels"), versioned);
  });

  it("leave out a version that no label can hold, and that of a digest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    for (const image of [{ tag: "-1" }, { tag: "1.0.0_" }, { tag: "x".repeat(64) }, { digest }])
      assert.equal(
        "app.kubernetes.io/version" in labels("Deployment", { image }),
        false,
        JSON.stringify(image),
      );
  });

  it("of pods alone are on no other object, and those of the service win over the package's", () => {
    const pods = { podLabels: { mesh: "on" }, podAnnotations: { "example.com/scrape": "yes" } };
    assertContains(template(pods), {
      metadata: { labels: { mesh: "on" }, annotations: { "example.com/scrape": "yes" } },
    });
    assert.equal("mesh" in labels("Deployment", pods), false);
    assert.equal(
      labels("Service", { labels: { "app.kubernetes.io/managed-by": "us" } })["app.kubernetes.io/managed-by"],
      "us",
    );
  });

  it("never change the labels by which pods are found", () => {
    const said = { labels: { tier: "backend" }, podLabels: { mesh: "on" }, component: "api" };
    assert.deepEqual(mapAt(object("Service", said), "spec", "selector"), selector.matchLabels);
    assert.deepEqual(mapAt(object("Deployment", said), "spec", "selector"), selector);
  });

  it("name who answers for a service on its workload, and other annotations on all objects", () => {
    const said = { owner: "payments", runbook: "https://wiki.example", annotations: { note: "n" } };
    assert.deepEqual(mapAt(object("Deployment", said), "metadata", "annotations"), {
      // An up takes back what a person has set with kubectl.
      "pulumi.com/patchForce": "true",
      note: "n",
      "progressive-delivery/owner": "payments",
      "progressive-delivery/runbook": "https://wiki.example",
    });
    assert.deepEqual(mapAt(object("ServiceAccount", said), "metadata", "annotations"), { note: "n" });
    assertContains(object("Rollout", said, { dashboard: "d", rollout: { enabled: true } }), {
      metadata: { annotations: { "progressive-delivery/dashboard": "d", note: "n" } },
    });
  });
});
