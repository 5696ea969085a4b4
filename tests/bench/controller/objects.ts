import type { DataObject } from "../../../components/config";

/** What one Rollout of a variant looks like, and what is around it. */
export interface Shape {
  /** Old ReplicaSets that are kept: `revisionHistoryLimit`. */
  readonly history: number;
  /** Variables of the container, which make the pod template small or large. */
  readonly variables: number;
  /** Finished AnalysisRuns that are kept. */
  readonly analysisRuns: number;
  /** Services that no Rollout refers to. */
  readonly services: number;
  /** A VirtualService, and the two Services that its routes name. */
  readonly istio: boolean;
  /** The pod template stands in a Deployment. */
  readonly workloadRef: boolean;
}

const ROLLOUTS = "argoproj.io/v1alpha1";

/** Label of the pods. The same for all Rollouts, so that one pod template, with one hash, serves for all. */
const app = { app: "app" };

export function podTemplate({ variables }: Shape, version: string): DataObject {
  const env = Array.from({ length: variables }, (_, index) => ({
    name: `SETTING_NUMBER_${String(index)}`,
    value: `the value of setting ${String(index)}`,
  }));
  const probe = (path: string): DataObject => ({ httpGet: { path, port: "http" }, periodSeconds: 5 });
  return {
    metadata: { labels: app, annotations: { "prometheus.io/scrape": "true", version } },
    spec: {
      containers: [
        {
          name: "app",
          image: "registry.example/shop/app:1.0.0",
          ports: [{ name: "http", containerPort: 8080 }],
          env,
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
          readinessProbe: probe("/ready"),
          livenessProbe: probe("/live"),
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  };
}

export function rollout(name: string, shape: Shape): DataObject {
  const { history, istio, workloadRef } = shape;
  const selector = { matchLabels: app };
  const routing = {
    stableService: `${name}-stable`,
    canaryService: `${name}-canary`,
    trafficRouting: { istio: { virtualService: { name, routes: ["primary"] } } },
  };
  return {
    apiVersion: ROLLOUTS,
    kind: "Rollout",
    metadata: { name },
    spec: {
      replicas: 1,
      revisionHistoryLimit: history,
      selector,
      ...(workloadRef
        ? { workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name } }
        : { template: podTemplate(shape, "1") }),
      strategy: { canary: { steps: [{ setWeight: 50 }], ...(istio && routing) } },
    },
  };
}

/** Never scaled up: nobody runs a controller of Deployments here. */
export function deployment(name: string, shape: Shape): DataObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: { replicas: 0, selector: { matchLabels: app }, template: podTemplate(shape, "1") },
  };
}

/** As an earlier revision left it behind: owned, scaled down, with the hash of its own template. */
export function oldReplicaSet(name: string, uid: string, shape: Shape, revision: number): DataObject {
  const hash = `old${String(revision)}`;
  const labels = { ...app, "rollouts-pod-template-hash": hash };
  const template = podTemplate(shape, `old ${String(revision)}`);
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${name}-${hash}`,
      labels,
      annotations: {
        "rollout.argoproj.io/desired-replicas": "1",
        "rollout.argoproj.io/revision": String(revision),
      },
      ownerReferences: [owner("Rollout", name, uid)],
    },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { ...template, metadata: { labels } } },
  };
}

/** Two metrics of ten measurements each: what the controller keeps of a longer run. */
export function analysisRun(name: string, uid: string, hash: string, index: number): DataObject {
  const phase = index % 2 === 0 ? "Successful" : "Failed";
  const metrics = ["success-rate", "latency"];
  const at = "2026-01-01T00:00:00Z";
  const measurements = Array.from({ length: 10 }, () => ({
    ...{ phase, startedAt: at, finishedAt: at, value: "[0.9987654321]" },
  }));
  return {
    apiVersion: ROLLOUTS,
    kind: "AnalysisRun",
    metadata: {
      name: `${name}-${hash}-${String(index)}`,
      labels: { "rollouts-pod-template-hash": hash, "rollout-type": "Step", "step-index": "0" },
      annotations: { "rollout.argoproj.io/revision": "1" },
      ownerReferences: [owner("Rollout", name, uid)],
    },
    spec: {
      args: [{ name: "service", value: `${name}-canary` }],
      metrics: metrics.map((metric) => ({
        name: metric,
        interval: "1m",
        count: 10,
        failureLimit: 1,
        successCondition: "len(result) > 0 && result[0] >= 0.95",
        provider: {
          prometheus: {
            address: "http://prometheus.example:9090",
            query: 'sum(rate(requests_total{service="{{args.service}}",code!~"5.."}[5m]))',
          },
        },
      })),
    },
    status: {
      phase,
      startedAt: at,
      completedAt: at,
      metricResults: metrics.map((metric) => ({
        ...{ name: metric, phase, count: 10, successful: 10, measurements },
      })),
    },
  };
}

export function service(name: string): DataObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, labels: app },
    // Headless: the range of addresses of a small cluster holds fewer than this bench makes.
    spec: { clusterIP: "None", selector: app, ports: [{ name: "http", port: 80, targetPort: "http" }] },
  };
}

export function virtualService(name: string): DataObject {
  const destination = (kind: string, weight: number): DataObject => ({
    ...{ destination: { host: `${name}-${kind}`, port: { number: 80 } }, weight },
  });
  return {
    apiVersion: "networking.istio.io/v1alpha3",
    kind: "VirtualService",
    metadata: { name },
    spec: {
      hosts: [`${name}.shop.example`],
      gateways: ["istio-system/public"],
      http: [
        {
          name: "primary",
          timeout: "5s",
          retries: { attempts: 3, perTryTimeout: "2s", retryOn: "5xx" },
          route: [destination("stable", 100), destination("canary", 0)],
        },
      ],
    },
  };
}

function owner(kind: string, name: string, uid: string): DataObject {
  return { apiVersion: ROLLOUTS, kind, name, uid, controller: true, blockOwnerDeletion: true };
}
