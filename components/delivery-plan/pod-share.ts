import type { CanaryConfig } from "../config";
import { limitsOf } from "./limits";
import { nearestShare } from "./nearest-share";
import type { Pods } from "./pods";

/** The pods that a weight comes to when no router splits the traffic. */
export function podShare(canary: CanaryConfig, weight: number, replicas: number): Pods {
  return nearestShare(replicas, weight, limitsOf(canary, replicas));
}
