import type { ServiceConfig } from "../../config";

/** A count of pods that the service runs with. */
export interface Count {
  readonly replicas: number;
  /** `4 replicas (autoscaling.minReplicas)` */
  readonly words: string;
}

/** The fewest and the most pods; none where nothing runs. */
export function countsOf({ autoscaling, replicaCount }: ServiceConfig): Count[] {
  const bounds: [number, string][] = autoscaling.enabled
    ? [
        [autoscaling.minReplicas, "autoscaling.minReplicas"],
        [autoscaling.maxReplicas, "autoscaling.maxReplicas"],
      ]
    : [[replicaCount, "replicaCount"]];
  return bounds
    .filter(([replicas]) => replicas > 0)
    .map(([replicas, key]) => ({
      replicas,
      words: `${replicas} ${replicas === 1 ? "replica" : "replicas"} (${key})`,
    }));
}
