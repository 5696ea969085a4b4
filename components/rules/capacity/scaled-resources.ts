import type { Path, ServiceConfig } from "../../config";

/** A resource of the pods that an autoscaler looks at, and where the values say so. */
export interface ScaledResource {
  readonly resource: string;
  readonly path: Path;
  /** Held at a percentage of the request, which then has to be there. */
  readonly isShare: boolean;
}

export function scaledResources(service: ServiceConfig): ScaledResource[] {
  const { autoscaling, scaledObject } = service;
  return [
    ...(autoscaling.enabled ? [...shorthands(autoscaling), ...metrics(autoscaling)] : []),
    ...(scaledObject.enabled ? triggers(scaledObject) : []),
  ];
}

function shorthands({
  targetCPUUtilizationPercentage: cpu,
  targetMemoryUtilizationPercentage: memory,
  metrics,
}: ServiceConfig["autoscaling"]): ScaledResource[] {
  const isCpuByDefault = cpu === undefined && memory === undefined && metrics.length === 0;
  return [
    { resource: "cpu", key: "targetCPUUtilizationPercentage", isUsed: cpu !== undefined || isCpuByDefault },
    { resource: "memory", key: "targetMemoryUtilizationPercentage", isUsed: memory !== undefined },
  ].flatMap(({ resource, key, isUsed }) =>
    isUsed ? [{ resource, path: ["autoscaling", key], isShare: true }] : [],
  );
}

function metrics(autoscaling: ServiceConfig["autoscaling"]): ScaledResource[] {
  return autoscaling.metrics.flatMap(({ resource, containerResource }, index) => {
    const source = resource ?? containerResource;
    if (source === undefined) return [];
    const isShare = source.target.type === "Utilization";
    return [{ resource: source.name, path: ["autoscaling", "metrics", index], isShare }];
  });
}

function triggers(scaledObject: ServiceConfig["scaledObject"]): ScaledResource[] {
  return scaledObject.triggers.flatMap(({ type, metricType }, index) =>
    type === "cpu" || type === "memory"
      ? [
          {
            resource: type,
            path: ["scaledObject", "triggers", index],
            isShare: metricType !== "AverageValue",
          },
        ]
      : [],
  );
}
