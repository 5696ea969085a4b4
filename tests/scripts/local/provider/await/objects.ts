import type { KubeObject, ObjectMeta } from "../../../../../scripts/local/provider/await";

/** Any object; `rest` is everything beside its metadata. */
export function object(
  apiVersion: string,
  kind: string,
  metadata: ObjectMeta,
  rest: object = {},
): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { namespace: "shop", uid: `${kind}-${metadata.name}`, ...metadata },
    ...rest,
  };
}

/** A condition as controllers write it. */
export function condition(type: string, status: "True" | "False" | "Unknown", reason = "", message = "") {
  return { type, status, reason, message, lastTransitionTime: "2026-01-02T03:04:05Z" };
}

/** The owner reference that makes `child` one of `owner`'s. */
export function ownedBy(owner: KubeObject): ObjectMeta {
  const { apiVersion, kind, metadata } = owner;
  return {
    ownerReferences: [{ apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true }],
  };
}

const AVAILABLE = condition(
  "Available",
  "True",
  "MinimumReplicasAvailable",
  "Deployment has minimum availability.",
);
const ROLLED_OUT = condition(
  "Progressing",
  "True",
  "NewReplicaSetAvailable",
  'ReplicaSet "pay-2" has successfully progressed.',
);

interface DeploymentState {
  generation?: number;
  /** null: the controller has not written a status. */
  observed?: number | null;
  revision?: string;
  replicas?: number;
  conditions?: object[];
  claim?: string;
}

/** A Deployment that is fully rolled out, but for what is said otherwise. */
export function deployment(state: DeploymentState = {}): KubeObject {
  const { generation = 2, observed = generation, revision = "2", replicas = 2, claim } = state;
  const annotations = { "deployment.kubernetes.io/revision": revision };
  const volumes = claim === undefined ? [] : [{ name: "data", persistentVolumeClaim: { claimName: claim } }];
  return object(
    "apps/v1",
    "Deployment",
    { name: "pay", generation, annotations },
    {
      spec: { replicas, selector: { matchLabels: { app: "pay" } }, template: { spec: { volumes } } },
      status:
        observed === null
          ? {}
          : { observedGeneration: observed, conditions: state.conditions ?? [AVAILABLE, ROLLED_OUT] },
    },
  );
}

/** A ReplicaSet of the Deployment above. */
export function replicaSetOf(
  owner: KubeObject,
  revision: string,
  replicas: number,
  ready: number,
): KubeObject {
  const annotations = { "deployment.kubernetes.io/revision": revision };
  return object(
    "apps/v1",
    "ReplicaSet",
    { name: `${owner.metadata.name}-${revision}`, generation: 1, annotations, ...ownedBy(owner) },
    {
      spec: { replicas, selector: { matchLabels: { app: "pay", "pod-template-hash": revision } } },
      status: { observedGeneration: 1, ...(ready > 0 ? { readyReplicas: ready } : {}) },
    },
  );
}

/** A pod of `owner`: ready, or with the status given. */
export function podOf(owner: KubeObject, name: string, status?: object): KubeObject {
  const ready = ["PodScheduled", "Initialized", "Ready"].map((type) => condition(type, "True"));
  return object(
    "v1",
    "Pod",
    { name, ...ownedBy(owner) },
    { status: status ?? { phase: "Running", conditions: ready } },
  );
}

/** The status of a pod that waits for its image. */
export const PULLING = {
  phase: "Pending",
  conditions: [
    condition("PodScheduled", "True"),
    condition("Initialized", "True"),
    condition("Ready", "False", "ContainersNotReady", "containers with unready status: [app]"),
  ],
  containerStatuses: [
    {
      name: "app",
      ready: false,
      state: { waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "nope:1"' } },
    },
  ],
};

/** The status of a pod that no node takes. */
export const UNSCHEDULABLE = {
  phase: "Pending",
  conditions: [
    condition("PodScheduled", "False", "Unschedulable", "0/1 nodes are available: 1 Insufficient cpu."),
  ],
};
