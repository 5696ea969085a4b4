import type { DataObject } from "../../../components/config";
import type { Facts, FoundRoute, Wanted } from "../../../scripts/doctor/facts";
import { routeTargets } from "../../../scripts/doctor/route-targets";

export const NOW = Date.parse("2026-01-31T12:00:00Z");
export const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();

export const NEW = "5f6d7c8b9";
export const OLD = "7d9c6b5a4";
const HASH = "rollouts-pod-template-hash";

const template = { spec: { containers: [{ name: "pay", image: "registry.example/pay:2" }] } };
const selector = { matchLabels: { "app.kubernetes.io/name": "pay" } };
const owner = { ownerReferences: [{ uid: "u-pay" }] };

/** A Rollout whose newest version is the stable one. */
export function rolloutWith(
  spec: DataObject = {},
  status: DataObject = {},
  metadata: DataObject = {},
): DataObject {
  return {
    metadata: { name: "pay", namespace: "shop", uid: "u-pay", generation: 3, ...metadata },
    spec: { replicas: 2, selector, template, strategy: { canary: { steps: [] } }, ...spec },
    status: { phase: "Healthy", observedGeneration: "3", stableRS: NEW, currentPodHash: NEW, ...status },
  };
}

/** The same in the middle of a canary. */
export function underway(
  canary: DataObject = {},
  status: DataObject = {},
  spec: DataObject = {},
): DataObject {
  const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: "10m" } }];
  return rolloutWith(
    { strategy: { canary: { steps, ...canary } }, ...spec },
    { phase: "Progressing", stableRS: OLD, currentStepIndex: 1, ...status },
  );
}

export function deploymentWith(spec: DataObject = {}, status: DataObject = {}): DataObject {
  return {
    metadata: { name: "pay", namespace: "shop", uid: "u-pay", generation: 3 },
    spec: { replicas: 2, selector, template, ...spec },
    status: { observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2, ...status },
  };
}

const ready = [{ type: "Ready", status: "True" }];

export function podWith(status: DataObject = {}, name = "pay-1", seconds = 300): DataObject {
  return {
    metadata: {
      name,
      namespace: "shop",
      creationTimestamp: ago(seconds),
      labels: { "pod-template-hash": name },
    },
    status: { phase: "Running", conditions: ready, ...status },
  };
}

/** A pod of which one container is not ready. */
export function brokenPod(container: DataObject, seconds = 300): DataObject {
  return podWith(
    { phase: "Pending", conditions: [], containerStatuses: [{ name: "pay", ready: false, ...container }] },
    "pay-1",
    seconds,
  );
}

export function replicaSetWith(hash: string, status: DataObject = {}): DataObject {
  return { metadata: { name: `pay-${hash}`, labels: { [HASH]: hash }, ...owner }, status };
}

export function serviceWith(name: string, hash?: string): readonly [string, DataObject] {
  return [
    name,
    { metadata: { name }, spec: { selector: { app: "pay", ...(hash !== undefined && { [HASH]: hash }) } } },
  ];
}

export function controllerWith(
  {
    args = [],
    ready: count = 1,
    replicas = 1,
    plugins = "",
    pods = [],
  }: {
    readonly args?: readonly string[];
    readonly ready?: number;
    readonly replicas?: number;
    readonly plugins?: string;
    readonly pods?: readonly DataObject[];
  } = {},
  config: DataObject = {},
) {
  return {
    deployment: {
      metadata: { name: "argo-rollouts", namespace: "argo-rollouts" },
      spec: { replicas, template: { spec: { containers: [{ name: "argo-rollouts", args }] } } },
      status: { readyReplicas: count },
    },
    pods,
    config: {
      metadata: { name: "argo-rollouts-config", creationTimestamp: ago(9000), ...config },
      data: { trafficRouterPlugins: plugins },
    },
  };
}

export function autoscalerWith(conditions: readonly DataObject[] = [], target: DataObject = {}): DataObject {
  return {
    metadata: { name: "pay" },
    spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: { kind: "Rollout", name: "pay", ...target } },
    status: { currentReplicas: 6, conditions },
  };
}

export function runWith(
  phase: string,
  result: DataObject,
  name = "pay-run",
  labels: DataObject = {},
): DataObject {
  return {
    metadata: { name, creationTimestamp: ago(60), labels: { [HASH]: NEW, ...labels }, ...owner },
    spec: {
      metrics: [{ name: "rate", successCondition: "result >= 0.9", failureCondition: "result < 0.5" }],
    },
    status: { phase, metricResults: [{ name: "rate", phase, ...result }] },
  };
}

/** What a reader finds of the routes that a Rollout names. */
export function routesOf(rollout: DataObject, ...objects: readonly (DataObject | undefined)[]): FoundRoute[] {
  return routeTargets(rollout).map((target, index) => ({
    target,
    object: objects[index],
    isKindKnown: true,
  }));
}

export function virtualService(canary: number | undefined, name = "pay"): DataObject {
  const destinations = [
    { destination: { host: "pay-stable" }, weight: 100 - (canary ?? 0) },
    ...(canary === undefined ? [] : [{ destination: { host: "pay-canary.shop.svc" }, weight: canary }]),
  ];
  return { metadata: { name }, spec: { http: [{ name: "primary", route: destinations }] } };
}

export const wanted: Wanted = {
  environment: "prod",
  stack: "prod",
  kind: "Rollout",
  image: "registry.example/pay:2",
  isAutoscaled: false,
};

/** A healthy Rollout and its controller, with what a test says on top. */
export function factsWith(more: Partial<Facts> = {}): Facts {
  return {
    service: "pay",
    namespace: "shop",
    now: NOW,
    flags: "",
    hasNamespace: true,
    knowsRollouts: true,
    rollout: rolloutWith(),
    replicaSets: [replicaSetWith(NEW), replicaSetWith(OLD)],
    pods: [podWith(), podWith({}, "pay-2")],
    events: [],
    services: new Map([serviceWith("pay"), serviceWith("pay-stable", NEW), serviceWith("pay-canary", NEW)]),
    autoscalers: [],
    analysisRuns: [],
    routes: [],
    controllers: [controllerWith()],
    unread: [],
    ...more,
  };
}
