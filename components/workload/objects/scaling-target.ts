import type { Manifest } from "../../manifests";

/** What an autoscaler follows. */
export interface ScalingTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export function scalingTarget({ apiVersion, kind, metadata: { name } }: Manifest): ScalingTarget {
  return { apiVersion, kind, name };
}
