import { type DataObject, isDataObject } from "../../components/config";
import { podWithAll } from "./pod-with-all";

const { topologySpread, env, envFrom, volumes } = podWithAll;

/** What a service's pods have under the same keys. */
const asPods = Object.fromEntries(
  [
    ...["resources", "initContainers", "sidecars", "lifecycle", "terminationGracePeriodSeconds", "security"],
    ...["nodeSelector", "tolerations", "affinity", "priorityClassName", "runtimeClassName", "schedulerName"],
    ...["hostAliases", "dnsPolicy", "dnsConfig", "enableServiceLinks", "imagePullSecrets"],
  ].map((key) => [key, podWithAll[key]]),
);

/** A controller that says something under every key. */
export const controllerWithAll: DataObject = {
  rollouts: 500,
  sizing: { model: "measured", headroom: 0.5, live: false, templateBytes: 4000, revisionsKept: 3 },
  ...asPods,
  extraEnv: env,
  extraEnvFrom: envFrom,
  extraVolumes: volumes,
  topologySpreadConstraints: isDataObject(topologySpread) ? topologySpread["constraints"] : [],
  image: {
    registry: "mirror.example",
    repository: "argoproj/argo-rollouts",
    tag: "v1.10.1",
    digest: `sha256:${"b".repeat(64)}`,
    pullPolicy: "Always",
  },
  labels: { team: "ops" },
  annotations: { note: "all" },
  deploymentLabels: { tier: "control" },
  deploymentAnnotations: { note: "deployment" },
  podLabels: { mesh: "off" },
  podAnnotations: { scrape: "no" },
  serviceAccount: {
    name: "rollouts",
    labels: { cloud: "aws" },
    annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/rollouts" },
    automountToken: false,
  },
  crds: { annotations: { note: "crd" } },
  disruptionBudget: {
    enabled: true,
    minAvailable: 1,
    unhealthyPodEvictionPolicy: "IfHealthyBudget",
    labels: { of: "controller" },
    annotations: { why: "drains" },
  },
  networkPolicy: {
    enabled: true,
    metricsFrom: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
    egress: [
      { to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 443 }] },
      { ports: [{ port: 9000, endPort: 9100 }] },
    ],
  },
  rights: "used",
  routers: ["alb", "ambassador", "apisix", "appMesh", "istio", "nginx", "smi", "traefik"],
  additionalRules: [
    { apiGroups: ["acme.example"], resources: ["routes"], verbs: ["get"], resourceNames: ["a"] },
  ],
  aggregateRoles: true,
  extraObjects: [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "extra" }, data: { key: "value" } },
  ],
  replicas: 3,
  minReadySeconds: 5,
  progressDeadlineSeconds: 120,
  revisionHistoryLimit: 3,
  strategy: { type: "RollingUpdate", maxSurge: "50%", maxUnavailable: 1 },
  leaderElection: { enabled: true, leaseDuration: "30s", renewDeadline: "20s", retryPeriod: "4s" },
  controllers: "all",
  instanceId: "blue",
  client: { qps: 100, burst: 200 },
  threads: { rollout: 20, experiment: 5, analysis: 40, service: 5, ingress: 5, ephemeralMetadata: 5 },
  ephemeralMetadataRetries: 5,
  resync: "30m",
  logging: { level: "debug", format: "json", klogLevel: 2 },
  ports: { metrics: 9090, healthz: 9080 },
  ingressClasses: { alb: ["alb", "alb-internal"], nginx: ["nginx", ""] },
  apiVersions: {
    ingress: "networking/v1",
    istio: "v1",
    ambassador: "getambassador.io/v3alpha1",
    smi: "v1alpha2",
    appMesh: "v1beta2",
    traefik: "traefik.containo.us/v1alpha1",
  },
  aws: {
    verifyTargetGroup: true,
    targetGroupBindingApiVersion: "eks.amazonaws.com/v1",
    albTagKeyResourceId: "ingress.eks.amazonaws.com",
  },
  selfServiceNotifications: true,
  notifications: {
    notifiers: { slack: { token: "$slack-token" }, "webhook.chat": { url: "https://chat.example/hook" } },
    templates: { paused: { message: "{{.rollout.metadata.name}} waits." } },
    triggers: { "on-rollout-paused": [{ send: ["paused"], when: "true", oncePer: "a", description: "b" }] },
    subscriptions: [{ recipients: ["slack:a"], triggers: ["on-rollout-paused"], selector: "team=shop" }],
    defaultTriggers: ["on-rollout-paused"],
    secret: { existing: true },
  },
  pprofAddress: "localhost:6060",
  extraArgs: ["--request-timeout=30s"],
  probes: {
    liveness: { httpGet: { path: "/healthz", port: "healthz" }, periodSeconds: 10, timeoutSeconds: 5 },
    readiness: { tcpSocket: { port: "healthz" }, failureThreshold: 2 },
    startup: { httpGet: { path: "/healthz", port: 9080 }, failureThreshold: 30 },
  },
};
