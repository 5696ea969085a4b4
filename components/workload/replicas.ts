import { predecessorOf, scalingOf } from "../config";
import type { Subject } from "../manifests";

/**
 * How many pods a new workload starts with: never fewer than the workload of the other kind has, which it takes over from.
 * Never left out, though an autoscaler owns the number later: the Rollouts controller would write 1. An autoscaler that
 * goes down to zero starts from one pod: a workload without pods counts as ready, and at a switch of kind the old pods
 * would go at once.
 */
export function initialReplicas({ name, service, live }: Subject): number {
  const scaling = scalingOf(service);
  const wanted = scaling === undefined ? service.replicaCount : Math.max(1, scaling.min);
  return Math.max(wanted, predecessorOf(name, service.rollout, live)?.replicas ?? 0);
}
