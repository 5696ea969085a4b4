import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

/** Every key whose objects a cluster knows without further CRDs. */
const full: DataObject = {
  image: image("1"),
  owner: "payments",
  component: "api",
  partOf: "shop",
  labels: { tier: "backend" },
  podLabels: { mesh: "off" },
  podAnnotations: { note: "full" },
  service: { port: 80, targetPort: 8080, ports: [{ name: "grpc", port: 9000, appProtocol: "grpc" }] },
  command: ["/serve"],
  args: ["--fast"],
  env: [
    { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    { name: "LIMIT", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } } },
  ],
  configEnv: { LEVEL: "info" },
  configFiles: { "/etc/pay/pay.yaml": "a: 1" },
  envFrom: [{ secretRef: { name: "shared", optional: true }, prefix: "S_" }],
  resources: { requests: { cpu: 0.1, memory: "1024Mi" }, limits: { memory: "1024Mi" } },
  startupProbe: { httpGet: { path: "/up", httpHeaders: [{ name: "X-Probe", value: "1" }] } },
  readinessProbe: { grpc: { port: 9000 } },
  livenessProbe: { exec: { command: ["/alive"] } },
  volumes: [
    { name: "scratch", mountPath: "/scratch", emptyDir: { sizeLimit: "2000Mi" } },
    { name: "extra", mountPath: "/extra", configMap: { name: "extra", optional: true } },
  ],
  initContainers: { prepare: { image: "registry.example/prepare:1", args: ["now"] } },
  sidecars: { proxy: { image: "registry.example/proxy:1", resources: { requests: { cpu: "0.5" } } } },
  imagePullSecrets: ["registry"],
  hostAliases: [{ ip: "10.0.0.9", hostnames: ["legacy"] }],
  tolerations: [{ key: "dedicated", operator: "Exists" }],
  antiAffinity: "soft",
  serviceAccount: { annotations: { "example.com/role": "pay" } },
  podDisruptionBudget: { enabled: true, byRole: true, maxUnavailable: 1 },
  networkPolicy: { enabled: true, allowFrom: { services: ["shop"] }, allowTo: { namespaces: ["data"] } },
  autoscaling: {
    enabled: true,
    minReplicas: 2,
    maxReplicas: 4,
    targetCPUUtilizationPercentage: 70,
    behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
  },
  rbac: { rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] },
  persistentVolumeClaims: { data: { size: "1Gi", retain: false } },
  preDeploy: { enabled: true, command: ["/migrate"] },
  monitoring: { dashboards: { pay: "{}" } },
  extraManifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "night" }, data: { a: "b" } }],
};

describe("a service that says everything", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("full");
  });
  after(() => stack.destroy());

  const config = (rollout: DataObject): DataObject => ({ services: { pay: { ...full, rollout } } });
  const deliveries: [string, DataObject][] = [
    ["a Deployment", { enabled: false }],
    ["a canary", { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: {} }] } }],
  ];
  for (const [what, rollout] of deliveries)
    it(`is accepted as ${what}, runs, and has nothing to change in a second run`, async () => {
      await stack.up(config(rollout));
      const kind = rollout["enabled"] === true ? "Rollout" : "Deployment";
      assert.equal(await env.cluster.field(kind, "pay", stack.name, "status", "availableReplicas"), 2);
      await stack.expectNoChanges();
    });

  it("still ships a change of what the controller has spelt anew", async () => {
    const { resources, ...others } = full;
    assert.ok(resources);
    const changed = { ...others, resources: { requests: { cpu: 0.2, memory: "2048Mi" } } };
    const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: {} }] } };
    await stack.up({ services: { pay: { ...changed, rollout } } });
    await env.cluster.phase("pay", stack.name, "Paused");
  });

  it("lets the values win over what a person has undone", async () => {
    await env.argo("undo", "pay", "-n", stack.name);
    const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: {} }] } };
    await stack.up({ services: { pay: { ...full, image: image("2"), rollout } } });
    await env.cluster.phase("pay", stack.name, "Paused");
    const { containers } = Object(
      await env.cluster.field("Rollout", "pay", stack.name, "spec", "template", "spec"),
    );
    assert.equal(containers[0].image, "registry.example/app:2");
  });
});
