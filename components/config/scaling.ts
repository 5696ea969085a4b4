import type { Path } from "./finding";
import type { ServiceConfig } from "./service";

/** Bounds of whoever decides how many pods there are, and where the values say so. */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  readonly paths: { readonly min: Path; readonly max: Path };
}

/** None where the stack itself says how many pods there are. */
export function scalingOf({
  autoscaling,
  scaledObject,
}: Pick<ServiceConfig, "autoscaling" | "scaledObject">): Scaling | undefined {
  if (autoscaling.enabled)
    return {
      min: autoscaling.minReplicas,
      max: autoscaling.maxReplicas,
      paths: { min: ["autoscaling", "minReplicas"], max: ["autoscaling", "maxReplicas"] },
    };
  if (scaledObject.enabled)
    return {
      min: scaledObject.minReplicaCount,
      max: scaledObject.maxReplicaCount,
      paths: { min: ["scaledObject", "minReplicaCount"], max: ["scaledObject", "maxReplicaCount"] },
    };
  return undefined;
}
