import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, type Subject } from "../../manifests";
import type { ScalingTarget } from "./scaling-target";

const DEFAULT_CPU_TARGET = 80;

export function renderAutoscaler(subject: Subject, target: ScalingTarget): Manifest | undefined {
  const { autoscaling } = subject.service;
  if (!autoscaling.enabled) return undefined;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(subject),
    spec: {
      scaleTargetRef: target,
      minReplicas: autoscaling.minReplicas,
      maxReplicas: autoscaling.maxReplicas,
      metrics: metrics(autoscaling),
    } satisfies k8s.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec,
  };
}

function metrics(autoscaling: Subject["service"]["autoscaling"]) {
  const { targetCPUUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = autoscaling;
  const targets = { cpu: cpu ?? (memory === undefined ? DEFAULT_CPU_TARGET : undefined), memory };
  return Object.entries(targets).flatMap(([name, averageUtilization]) =>
    averageUtilization === undefined
      ? []
      : [{ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } }],
  );
}
