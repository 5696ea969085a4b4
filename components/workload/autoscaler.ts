import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, type Subject } from "../manifests";

const DEFAULT_CPU_TARGET = 80;

/** What an autoscaler follows. */
export interface ScalingTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export function scalingTarget({ apiVersion, kind, metadata: { name } }: Manifest): ScalingTarget {
  return { apiVersion, kind, name };
}

/** Never left out, though the autoscaler owns the number later: the Rollouts controller would write 1. */
export function initialReplicas({ service }: Subject): number {
  return service.autoscaling.enabled ? service.autoscaling.minReplicas : service.replicaCount;
}

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
