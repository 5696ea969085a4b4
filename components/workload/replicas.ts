import { scalingOf } from "../config";
import type { Subject } from "../manifests";

/**
 * Never left out, though the autoscaler owns the number later: the Rollouts controller would write 1. An autoscaler that
 * goes down to zero starts from one pod: a workload without pods counts as ready, and at a switch of kind the old pods
 * would go at once.
 */
export function initialReplicas({ service }: Subject): number {
  const scaling = scalingOf(service);
  return scaling === undefined ? service.replicaCount : Math.max(1, scaling.min);
}
