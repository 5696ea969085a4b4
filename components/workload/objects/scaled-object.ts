import { type Manifest, metadata, type Subject } from "../../manifests";
import type { ScalingTarget } from "./scaling-target";

/** KEDA makes an autoscaler out of it, for anything that has a scale subresource: a Rollout too. */
export function renderScaledObject(subject: Subject, target: ScalingTarget): Manifest | undefined {
  const { enabled, annotations = {}, ...spec } = subject.service.scaledObject;
  if (!enabled) return undefined;
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: metadata(subject, { annotations }),
    spec: { scaleTargetRef: target, ...spec },
  };
}
