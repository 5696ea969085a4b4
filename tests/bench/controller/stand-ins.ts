import { type DataObject, isDataObject } from "../../../components/config";
import type { Api } from "./api";

const replicaSets = "/apis/apps/v1/replicasets?labelSelector=rollouts-pod-template-hash";

/**
 * Says of every ReplicaSet that its pods are there and available: all that the controller reads of pods, as long as no
 * Rollout asks for metadata on them. So neither scheduler, kubelet nor pods are needed.
 */
export function runReplicaSets(api: Api): { isDone: () => boolean } {
  let open = 0;
  api.watch(replicaSets, ({ type, object }) => {
    if (type === "DELETED" || type === "ERROR" || type === "BOOKMARK") return;
    const { metadata, spec, status } = partsOf(object);
    const replicas = Number(spec["replicas"] ?? 0);
    const isSeen = Number(status["observedGeneration"] ?? 0) >= Number(metadata["generation"]);
    if (isSeen && Number(status["availableReplicas"] ?? 0) === replicas) return;
    const counts = {
      replicas,
      fullyLabeledReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    };
    const path = `/apis/apps/v1/namespaces/${String(metadata["namespace"])}/replicasets/${String(metadata["name"])}/status`;
    const body = { status: { ...counts, observedGeneration: Number(metadata["generation"]) } };
    // One that is gone meanwhile needs no status.
    open++;
    void api
      .patch(path, body)
      .catch(() => undefined)
      .finally(() => open--);
  });
  return { isDone: () => open === 0 };
}

/** Knows which Rollouts are where they shall be. */
export class RolloutWatch {
  private readonly rollouts = new Map<string, Summary>();

  constructor(api: Api) {
    api.watch("/apis/argoproj.io/v1alpha1/rollouts", ({ type, object }) => {
      const { metadata, status } = partsOf(object);
      const key = `${String(metadata["namespace"])}/${String(metadata["name"])}`;
      if (type === "DELETED") this.rollouts.delete(key);
      else this.rollouts.set(key, summaryOf(metadata, status));
    });
  }

  /** Healthy on the generation that it has, and on this one of the Deployment that it refers to. */
  isHealthy(key: string, workloadGeneration: number): boolean {
    const { isHealthy, workload } = this.rollouts.get(key) ?? { isHealthy: false };
    return isHealthy && (workload === undefined || workload === String(workloadGeneration));
  }
}

interface Summary {
  readonly isHealthy: boolean;
  readonly workload?: string;
}

function summaryOf(metadata: DataObject, status: DataObject): Summary {
  const isHealthy =
    status["phase"] === "Healthy" &&
    status["observedGeneration"] === String(metadata["generation"]) &&
    status["stableRS"] === status["currentPodHash"];
  const workload = status["workloadObservedGeneration"];
  return { isHealthy, ...(workload !== undefined && { workload: String(workload) }) };
}

function partsOf(object: DataObject): Record<"metadata" | "spec" | "status", DataObject> {
  const part = (key: string): DataObject => (isDataObject(object[key]) ? object[key] : {});
  return { metadata: part("metadata"), spec: part("spec"), status: part("status") };
}
