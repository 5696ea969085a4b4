import assert from "node:assert/strict";
import { type DataObject, mergeLayers, parse, service } from "../../../../components/config";
import { manifestsOf, planWorkload } from "../../../../components/workload";
import { renderExtraManifests } from "../../../../components/workload/objects/extra-manifests";
import { findingsOf } from "../../../support/rule-cases";
import { serviceOf, subjectOf } from "../../../support/services";

const rendered = (extraManifest: DataObject) =>
  renderExtraManifests(subjectOf({ extraManifests: [extraManifest] }))[0];
const night = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "night" },
  spec: { schedule: "0 3 * * *" },
};
const labels = {
  "app.kubernetes.io/name": "pay",
  "app.kubernetes.io/instance": "pay",
  "app.kubernetes.io/managed-by": "pulumi",
};

/** A service that has every object that there is. */
const everything: DataObject = {
  resources: { requests: { cpu: "1", memory: "1Gi" } },
  configFiles: { "/etc/pay/a.yaml": "a: 1" },
  autoscaling: { enabled: true },
  verticalPodAutoscaler: { enabled: true },
  podDisruptionBudget: { enabled: true, byRole: true },
  networkPolicy: { enabled: true },
  monitoring: {
    serviceMonitor: { enabled: true },
    prometheusRule: { alerts: { PayDown: { expr: "up == 0" } } },
    dashboards: { overview: "{}" },
  },
  persistentVolumeClaims: { data: { size: "1Gi" } },
  rbac: { rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] },
  externalSecrets: { db: { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "pay" } }] } },
  httpRoute: { enabled: true, parentRefs: [{ name: "edge" }], preview: { hostnames: ["next.example.com"] } },
  routing: {
    gatewayApi: {
      httpRoutes: { web: { parentRefs: [{ name: "edge" }] } },
      grpcRoutes: { rpc: { parentRefs: [{ name: "edge" }] } },
      tcpRoutes: { raw: { parentRefs: [{ name: "edge" }] } },
      tlsRoutes: { sni: { parentRefs: [{ name: "edge" }], hostnames: ["tls.example.com"] } },
    },
    gloo: { hosts: ["gloo.example.com"] },
    linkerd: {},
    istio: {
      subsets: { additional: [{ name: "beta", labels: { track: "beta" } }] },
      trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } },
      preview: { hosts: ["next.example.com"] },
    },
    appMesh: {},
    traefik: { hosts: ["pay.example.com"], preview: { hosts: ["next.example.com"] } },
    nginx: { ingresses: { inside: {} }, preview: { hosts: ["next.example.com"] } },
    alb: { name: "pay-alb" },
    ambassador: { mappings: { v1: {} }, preview: { host: "next.example.com" } },
    apisix: { preview: { hosts: ["next.example.com"] } },
  },
  "cw-istio": { enabled: true, virtualService: { enabled: true } },
  analysisTemplates: {
    up: { metrics: [{ name: "up", count: 1, provider: { web: { url: "https://registry.example/up" } } }] },
  },
};
const keda = {
  autoscaling: { enabled: false },
  scaledObject: { enabled: true, triggers: [{ type: "kafka", metadata: {} }] },
  monitoring: { serviceMonitor: { enabled: false }, podMonitor: { enabled: true } },
  podDisruptionBudget: { byRole: false },
};
const deliveries: Readonly<Record<string, DataObject>> = {
  "a Deployment": {},
  "a canary": { rollout: { enabled: true } },
  "blue-green": { rollout: { enabled: true, strategy: "blueGreen" } },
  "a canary scaled by KEDA": { rollout: { enabled: true }, ...keda },
};

describe("a service with every object that there is", () => {
  it("is read again as the same, since a program hands on what it parsed", () => {
    const parsed = serviceOf(everything, { extraManifests: [night], preDeploy: { enabled: true } });
    assert.deepEqual(parse(service, parsed).value, parsed);
  });
});

describe("objects that the package knows nothing of", () => {
  it("get the service's namespace and labels, and keep the rest as it is", () => {
    assert.deepEqual(rendered(night), { ...night, metadata: { name: "night", namespace: "shop", labels } });
  });

  it("keep the namespace and the labels that they say themselves", () => {
    const metadata = { name: "night", namespace: "jobs", labels: { "app.kubernetes.io/name": "night" } };
    assert.deepEqual(rendered({ ...night, metadata })?.metadata, {
      ...metadata,
      labels: { ...labels, "app.kubernetes.io/name": "night" },
    });
  });

  it("have no namespace when they are of the whole cluster", () => {
    for (const kind of ["ClusterRole", "PriorityClass"])
      assert.deepEqual(Object.keys(rendered({ ...night, kind })?.metadata ?? {}), ["name", "labels"]);
  });

  it("are made before the workload", () => {
    const { prerequisites } = planWorkload(subjectOf({ extraManifests: [night] }));
    assert.deepEqual(
      prerequisites.map(({ kind }) => kind),
      ["ServiceAccount", "CronJob"],
    );
  });

  for (const [what, delivery] of Object.entries(deliveries))
    it(`are refused when they are any object of ${what} whose name a person would give`, () => {
      const manifests = manifestsOf(planWorkload(subjectOf(everything, delivery))).filter(
        ({ immutable }) => immutable !== true,
      );
      assert.ok(manifests.length >= 16, String(manifests.length));
      const found = manifests.filter(({ apiVersion, kind, metadata: { name } }) => {
        const extraManifests = [{ apiVersion, kind, metadata: { name } }];
        const layer = mergeLayers([everything, delivery, { extraManifests }]);
        return findingsOf("extra-manifest-collision", layer).length === 1;
      });
      assert.deepEqual(
        manifests.filter((manifest) => !found.includes(manifest)),
        [],
      );
    });
});
