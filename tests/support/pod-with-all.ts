import type { DataObject } from "../../components/config";

const digest = `sha256:${"a".repeat(64)}`;
const http = { path: "/up", port: 8080, scheme: "HTTPS", httpHeaders: [{ name: "X-Probe", value: "1" }] };
const timing = {
  initialDelaySeconds: 1,
  periodSeconds: 5,
  timeoutSeconds: 2,
  successThreshold: 1,
  failureThreshold: 4,
};
const hosts = { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app: "db" } } };
const zones = {
  topologyKey: "topology.kubernetes.io/zone",
  labelSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["pay"] }] },
  namespaceSelector: { matchLabels: { team: "shop" } },
  matchLabelKeys: ["version"],
  mismatchLabelKeys: ["colour"],
};
const inZone = { matchExpressions: [{ key: "zone", operator: "In", values: ["a", "b"] }] };
const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
const items = [{ key: "a.yaml", path: "sub/a.yaml", mode: "0440" }];
const podFiles = [
  { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
  { path: "memory", resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" }, mode: 288 },
];

const volumes = [
  { name: "cache", mountPath: "/cache", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
  { name: "shared", emptyDir: {} },
  { name: "settings", mountPath: "/settings", configMap: { name: "pay", items, optional: true } },
  {
    name: "keys",
    mountPath: "/keys/tls.key",
    subPath: "tls.key",
    readOnly: true,
    secret: { secretName: "pay-tls", defaultMode: "0440", optional: false },
  },
  { name: "data", mountPath: "/data", persistentVolumeClaim: { claimName: "pay-data", readOnly: true } },
  { name: "pod", mountPath: "/pod", downwardAPI: { items: podFiles, defaultMode: "0444" } },
  {
    name: "identity",
    mountPath: "/identity",
    projected: {
      defaultMode: "0400",
      sources: [
        { serviceAccountToken: { path: "token", audience: "bank", expirationSeconds: 3600 } },
        { configMap: { name: "roots", items, optional: true } },
        { secret: { name: "pay-client" } },
        { downwardAPI: { items: podFiles } },
      ],
    },
  },
  {
    name: "vault",
    mountPath: "/vault",
    csi: {
      driver: "secrets-store.csi.k8s.io",
      readOnly: true,
      fsType: "ext4",
      volumeAttributes: { secretProviderClass: "pay" },
      nodePublishSecretRef: { name: "vault" },
    },
  },
  {
    name: "scratch",
    mountPath: "/scratch",
    ephemeral: {
      volumeClaimTemplate: {
        metadata: { labels: { of: "pay" }, annotations: { why: "sorting" } },
        spec: {
          storageClassName: "fast",
          volumeMode: "Filesystem",
          resources: { requests: { storage: "10Gi" } },
        },
      },
    },
  },
  { name: "share", mountPath: "/share", nfs: { server: "nfs.example", path: "/pay", readOnly: true } },
  {
    name: "node",
    mountPath: "/node",
    mountPropagation: "HostToContainer",
    hostPath: { path: "/var/log", type: "Directory" },
  },
];

const init = {
  image: { repository: "registry.example/prepare", digest, pullPolicy: "Always" },
  command: ["/prepare"],
  args: ["--all"],
  workingDir: "/work",
  env: [{ name: "A", value: "1" }],
  envFrom: [{ configMapRef: { name: "pay" } }],
  resources: { requests: { cpu: 0.1 } },
  volumeMounts: [{ name: "shared", mountPath: "/shared" }],
  security: {
    runAsUser: 0,
    runAsGroup: 0,
    allow: { root: "changes owners", capabilities: { CHOWN: "as said" } },
  },
};

const sidecar = {
  image: "registry.example/proxy:1",
  order: -1,
  ports: [{ name: "proxy", containerPort: 15001 }],
  startupProbe: { tcpSocket: { port: "proxy" } },
  readinessProbe: { httpGet: { port: "proxy" } },
  livenessProbe: { exec: { command: ["/alive"] } },
  lifecycle: {
    postStart: { httpGet: { port: 15001 } },
    preStop: { exec: { command: ["/drain"] } },
  },
  security: { allow: { unconfined: "tracing", writableRoot: "old" } },
};

/** Values that say something under every key that describes pods. */
export const podWithAll: DataObject = {
  service: {
    port: 80,
    targetPort: 8080,
    appProtocol: "http",
    ports: [
      { name: "grpc", port: 9000, appProtocol: "grpc" },
      { name: "dns", port: 53, targetPort: 5353, protocol: "UDP" },
      { name: "proxied", port: 8443, targetPort: "proxy" },
    ],
  },
  labels: { tier: "backend" },
  annotations: { note: "of all" },
  component: "api",
  partOf: "shop",
  owner: "payments",
  runbook: "https://wiki.example/pay",
  dashboard: "https://graphs.example/pay",
  podLabels: { mesh: "on" },
  podAnnotations: { "example.com/scrape": "true" },
  command: ["/pay"],
  args: ["--fast"],
  workingDir: "/work",
  resources: { requests: { cpu: 1, memory: "64Mi" }, limits: { memory: "128Mi" } },
  env: [
    { name: "PLAIN", value: "1" },
    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    { name: "CORES", valueFrom: { resourceFieldRef: { resource: "requests.cpu", divisor: "1m" } } },
    { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "pay", key: "password", optional: true } } },
    { name: "MODE", valueFrom: { configMapKeyRef: { name: "pay", key: "mode", optional: true } } },
  ],
  envFrom: [
    { configMapRef: { name: "pay", optional: true } },
    { prefix: "DB_", secretRef: { name: "pay-db" } },
  ],
  startupProbe: { grpc: { port: 9000, service: "pay" }, ...timing, terminationGracePeriodSeconds: 5 },
  readinessProbe: { httpGet: http, ...timing, successThreshold: 2 },
  livenessProbe: { tcpSocket: { port: "grpc", host: "127.0.0.1" }, terminationGracePeriodSeconds: 5 },
  lifecycle: { postStart: { exec: { command: ["/warm"] } }, preStop: { httpGet: http } },
  terminationGracePeriodSeconds: 45,
  volumes,
  initContainers: { prepare: init },
  sidecars: {
    proxy: sidecar,
    logs: {
      image: "registry.example/logs:1",
      native: false,
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    },
  },
  security: {
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 2000,
    fsGroupChangePolicy: "OnRootMismatch",
    supplementalGroups: [3000],
    allow: {
      privileged: "loads a module",
      privilegeEscalation: "sudo",
      capabilities: { NET_BIND_SERVICE: "port 80" },
      hostNetwork: "speed",
      hostIPC: "shared memory",
    },
  },
  nodeSelector: { disk: "ssd" },
  tolerations: [
    { key: "gpu", operator: "Equal", value: "yes", effect: "NoSchedule" },
    { key: "gone", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
  ],
  affinity: {
    nodeAffinity: {
      [required]: {
        nodeSelectorTerms: [
          { ...inZone, matchFields: [{ key: "metadata.name", operator: "NotIn", values: ["old"] }] },
        ],
      },
      [preferred]: [{ weight: 10, preference: inZone }],
    },
    podAffinity: { [required]: [hosts], [preferred]: [{ weight: 1, podAffinityTerm: zones }] },
    podAntiAffinity: { [preferred]: [{ weight: 2, podAffinityTerm: { ...hosts, namespaces: ["shop"] } }] },
  },
  antiAffinity: "soft",
  topologySpread: {
    constraints: [
      {
        topologyKey: "kubernetes.io/hostname",
        maxSkew: 2,
        nodeAffinityPolicy: "Ignore",
        nodeTaintsPolicy: "Honor",
      },
      {
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
        minDomains: 2,
        labelSelector: { matchLabels: { app: "pay" } },
        matchLabelKeys: ["version"],
      },
    ],
  },
  priorityClassName: "high",
  runtimeClassName: "sandbox",
  schedulerName: "own",
  hostAliases: [{ ip: "192.0.2.1", hostnames: ["bank.example"] }],
  dnsPolicy: "None",
  dnsConfig: {
    nameservers: ["192.0.2.53"],
    searches: ["example.com"],
    options: [{ name: "ndots", value: "2" }, { name: "edns0" }],
  },
  enableServiceLinks: true,
  shareProcessNamespace: true,
  imagePullSecrets: ["registry"],
  serviceAccount: { automountToken: true },
};
