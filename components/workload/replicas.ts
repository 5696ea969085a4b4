import { predecessorOf } from "../config";
import type { Subject } from "../manifests";

/**
 * How many pods a new workload starts with: never fewer than the workload of the other kind has, which it takes over from.
 * Never left out, though an autoscaler owns the number later: the Rollouts controller would write 1.
 */
export function initialReplicas({ name, service, live }: Subject): number {
  const wanted = service.autoscaling.enabled ? service.autoscaling.minReplicas : service.replicaCount;
  return Math.max(wanted, predecessorOf(name, service.rollout.enabled, live)?.replicas ?? 0);
}
