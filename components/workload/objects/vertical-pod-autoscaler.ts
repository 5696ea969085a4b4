import { type Manifest, metadata, type Subject } from "../../manifests";
import type { ScalingTarget } from "./scaling-target";

/** It changes pods when they are made, never the template, so there is nothing here to leave alone. */
export function renderVerticalPodAutoscaler(subject: Subject, target: ScalingTarget): Manifest | undefined {
  const {
    enabled,
    updateMode,
    minReplicas,
    annotations = {},
    ...policy
  } = subject.service.verticalPodAutoscaler;
  if (!enabled) return undefined;
  return {
    apiVersion: "autoscaling.k8s.io/v1",
    kind: "VerticalPodAutoscaler",
    metadata: metadata(subject, { annotations }),
    spec: {
      targetRef: target,
      updatePolicy: { updateMode, ...(minReplicas !== undefined && { minReplicas }) },
      resourcePolicy: { containerPolicies: [policy] },
    },
  };
}
