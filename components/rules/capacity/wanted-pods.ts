import type { Path, ServiceConfig } from "../../config";

/** The fewest pods that a service runs between updates, and where the values say so. */
export function wantedPods({ autoscaling, replicaCount }: ServiceConfig): { count: number; path: Path } {
  return autoscaling.enabled
    ? { count: autoscaling.minReplicas, path: ["autoscaling", "minReplicas"] }
    : { count: replicaCount, path: ["replicaCount"] };
}
