import type { DataObject } from "../../../components/config";

/** Objects as an API server has them, with what a test says on top. */

const labels = { "app.kubernetes.io/name": "pay" };
const spec = { replicas: 3, selector: { matchLabels: labels } };
const metadata = { name: "pay", namespace: "shop", generation: 4 };
const everyPod = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

export function liveDeployment(status: DataObject = {}, extra: DataObject = {}): DataObject {
  return {
    kind: "Deployment",
    metadata,
    spec: { ...spec, ...extra },
    status: { observedGeneration: 4, ...everyPod, ...status },
  };
}

/** A Rollout's own generation is a number, and the one that its controller has observed a text. */
export function liveRollout(status: DataObject = {}, extra: DataObject = {}): DataObject {
  const hashes = { currentPodHash: "new", stableRS: "old" };
  return {
    kind: "Rollout",
    metadata,
    spec: { ...spec, ...extra },
    status: { observedGeneration: "4", phase: "Healthy", ...hashes, ...status },
  };
}
