import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, type Subject } from "../../manifests";
import type { ScalingTarget } from "./scaling-target";

const DEFAULT_CPU_TARGET = 80;

export function renderAutoscaler(subject: Subject, target: ScalingTarget): Manifest | undefined {
  const { enabled, minReplicas, maxReplicas, behavior, annotations = {} } = subject.service.autoscaling;
  if (!enabled) return undefined;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(subject, { annotations }),
    spec: {
      scaleTargetRef: target,
      minReplicas,
      maxReplicas,
      metrics: metrics(subject.service.autoscaling),
      ...(behavior && { behavior }),
    } satisfies k8s.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec,
  };
}

function metrics(autoscaling: Subject["service"]["autoscaling"]) {
  const { targetCPUUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = autoscaling;
  const hasOther = memory !== undefined || autoscaling.metrics.length > 0;
  const targets = { cpu: cpu ?? (hasOther ? undefined : DEFAULT_CPU_TARGET), memory };
  const shorthands = Object.entries(targets).flatMap(([name, averageUtilization]) =>
    averageUtilization === undefined
      ? []
      : [{ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } }],
  );
  return [...shorthands, ...autoscaling.metrics];
}
