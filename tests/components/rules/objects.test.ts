import type { DataObject } from "../../../components/config";
import { objectRules } from "../../../components/rules/objects";
import { describeRules } from "../../support/rule-cases";

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const policy = (values: DataObject = {}): DataObject => ({ networkPolicy: { enabled: true, ...values } });
const monitor = (values: DataObject = {}): DataObject => ({
  monitoring: { serviceMonitor: { enabled: true, ...values } },
});
const read = { apiGroups: [""], resources: ["configmaps"], verbs: ["get"] };
const elsewhere = {
  image: null,
  service: { selector: { app: "legacy" } },
  rollout: { enabled: true, workloadRef: { name: "legacy" } },
};
const object = (apiVersion: string, kind: string, name: string, namespace?: string): DataObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
});
const nodes = { ipBlock: { cidr: "10.0.0.0/8" } };

describeRules("rules about the objects around a workload", objectRules, [
  {
    rule: "network-policy-shuts-out",
    refuses: { ...policy(), httpRoute, ...monitor() },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the Gateway of httpRoute, Prometheus may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: [
      policy(),
      { httpRoute, ...monitor() },
      { ...policy({ allowFrom: { namespaces: ["edge", "monitoring"] } }), httpRoute, ...monitor() },
    ],
  },
  {
    rule: "network-policy-shuts-out",
    when: "a load balancer before it, and services alone that may call",
    refuses: { ...policy({ allowFrom: { services: ["cart"] } }), service: { type: "LoadBalancer" } },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so whoever calls its load balancer or nodes may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: [
      { ...policy({ ingress: [{ from: [nodes] }] }), service: { type: "LoadBalancer" } },
      { ...policy({ ingress: [{}] }), service: { type: "LoadBalancer" } },
      { ...policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] }), service: { type: "NodePort" } },
    ],
  },
  {
    rule: "network-policy-shuts-out",
    when: "a gateway of a mesh",
    refuses: {
      ...policy(),
      "cw-istio": { enabled: true, virtualService: { enabled: true, gateways: ["istio-system/edge"] } },
    },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the gateways of Istio may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: { ...policy(), "cw-istio": { enabled: true, virtualService: { enabled: true } } },
  },
  {
    rule: "network-policy-shuts-out",
    when: "a Gateway of a further route",
    refuses: {
      ...policy(),
      routing: { gatewayApi: { grpcRoutes: { rpc: { parentRefs: [{ name: "edge" }] } } } },
    },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the Gateways of routing.gatewayApi may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: { ...policy(), routing: { linkerd: {} } },
  },
  {
    rule: "network-policy-shuts-out",
    when: "a gateway of Gloo",
    refuses: {
      ...policy(),
      routing: { gloo: { hosts: ["pay.test"], virtualGateways: [{ name: "edge" }] } },
    },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the gateways of routing.gloo may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: { ...policy(), routing: { gloo: { hosts: ["pay.test"] } } },
  },
  {
    rule: "network-policy-shuts-out",
    when: "proxies of an Ingress",
    refuses: { ...policy(), routing: { nginx: {}, ambassador: {} } },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the proxies of routing.nginx, the proxies of routing.ambassador may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: { ...policy(), routing: { alb: { enabled: false }, smi: {} } },
  },
  {
    rule: "one-monitor",
    refuses: { monitoring: { serviceMonitor: { enabled: true }, podMonitor: { enabled: true } } },
    with: "services.pay.monitoring.podMonitor.enabled: monitoring.serviceMonitor.enabled is true too. Turn one of them off.",
    accepts: [monitor(), { monitoring: { podMonitor: { enabled: true } } }],
  },
  {
    rule: "scrape-timeout",
    refuses: monitor({ interval: "1m", scrapeTimeout: "1m1s" }),
    with: "services.pay.monitoring.serviceMonitor.scrapeTimeout: 1m1s is longer than interval (1m). Lower it, or scrape less often.",
    accepts: [
      monitor({ interval: "1m", scrapeTimeout: "60s" }),
      monitor({ interval: "1d", scrapeTimeout: "23h59m" }),
      monitor({ interval: "1s" }),
      { monitoring: { podMonitor: { interval: "1s", scrapeTimeout: "2s" } } },
    ],
  },
  {
    rule: "claim-of-one-node",
    refuses: { replicaCount: 3, persistentVolumeClaims: { data: { size: "1Gi" } } },
    with: "services.pay.persistentVolumeClaims.data.accessModes: ReadWriteOnce is for one node or pod, and there are up to 3 pods. Use ReadWriteMany, or one pod of a Deployment.",
    accepts: [
      { replicaCount: 1, persistentVolumeClaims: { data: { size: "1Gi" } } },
      { replicaCount: 3, persistentVolumeClaims: { data: { size: 1, accessModes: ["ReadWriteMany"] } } },
    ],
  },
  {
    rule: "claim-of-one-node",
    when: "it under a Rollout",
    refuses: {
      persistentVolumeClaims: { data: { size: "1Gi", accessModes: ["ReadWriteOncePod"] } },
      rollout: { enabled: true },
    },
    with: "services.pay.persistentVolumeClaims.data.accessModes: ReadWriteOncePod is for one node or pod, and a Rollout runs two versions at once. Use ReadWriteMany, or one pod of a Deployment.",
    accepts: {
      persistentVolumeClaims: { data: { size: "1Gi", accessModes: ["ReadWriteOnce", "ReadOnlyMany"] } },
      rollout: { enabled: true },
    },
  },
  {
    rule: "broad-rights",
    refuses: { rbac: { rules: [read, { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] } },
    with: ["apiGroups", "resources", "verbs"].map(
      (key) =>
        `services.pay.rbac.rules[1].${key}: "*" stands for all there are, and for all that will come. Name those that the service needs.`,
    ),
    accepts: { rbac: { rules: [read] } },
  },
  {
    rule: "rights-of-others",
    refuses: { rbac: { rules: [read] }, serviceAccount: { create: false } },
    with: "services.pay.rbac.rules: Every pod of the namespace that names no ServiceAccount gets these rights. Set serviceAccount.create: true, or serviceAccount.name.",
    accepts: [
      { rbac: { rules: [read] } },
      { rbac: { rules: [read] }, serviceAccount: { create: false, name: "robot" } },
      { serviceAccount: { create: false } },
    ],
  },
  {
    rule: "rights-of-others",
    when: "pods from elsewhere",
    refuses: {
      image: null,
      rbac: { rules: [read] },
      service: { selector: { app: "legacy" } },
      rollout: { enabled: true, workloadRef: { name: "legacy" } },
    },
    with: "services.pay.rbac.rules: The pods of rollout.workloadRef have another ServiceAccount. Give the rights where those pods are made.",
    accepts: { rbac: { rules: [read] }, rollout: { workloadRef: { name: "legacy" } } },
  },
  {
    rule: "pre-deploy-image",
    refuses: { ...elsewhere, preDeploy: { enabled: true } },
    with: "services.pay.preDeploy.image: The service has no image that the Job could run. Set it.",
    accepts: [
      { ...elsewhere, preDeploy: { enabled: true, image: "registry.example/migrations:1" } },
      { ...elsewhere, preDeploy: { enabled: false } },
      { preDeploy: { enabled: true } },
    ],
  },
  {
    rule: "extra-manifest-collision",
    refuses: {
      extraManifests: [object("v1", "ConfigMap", "pay"), object("v1", "Service", "pay")],
    },
    with: "services.pay.extraManifests[1].metadata.name: The service has a Service of this name itself. Choose another name, or use the service's own keys.",
    accepts: [
      { extraManifests: [object("v1", "Service", "pay-extra"), object("example.com/v1", "Service", "pay")] },
      { extraManifests: [object("v1", "Service", "pay", "elsewhere")] },
      { extraManifests: [object("apps/v1", "Deployment", "pay")], rollout: { enabled: true } },
    ],
  },
  {
    rule: "extra-manifest-collision",
    when: "the same object twice, in whatever version",
    refuses: {
      extraManifests: [object("batch/v1", "CronJob", "night"), object("batch/v1beta1", "CronJob", "night")],
    },
    with: "services.pay.extraManifests[1].metadata.name: The same CronJob is there twice. Take one of them out.",
    accepts: {
      extraManifests: [object("batch/v1", "CronJob", "night"), object("batch/v1", "Job", "night")],
    },
  },
]);
