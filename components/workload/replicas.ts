import type { Subject } from "../manifests";

/** Never left out, though the autoscaler owns the number later: the Rollouts controller would write 1. */
export function initialReplicas({ service }: Subject): number {
  return service.autoscaling.enabled ? service.autoscaling.minReplicas : service.replicaCount;
}
