import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { sideContainersOf } from "./containers";

export const autoscaledSidecars: Rule<ServiceScope> = {
  id: "autoscaled-sidecars",
  severity: "error",
  what: "An autoscaler has a utilization target for a resource of which a sidecar has no request.",
  why: "Utilization is a percentage of all containers' requests: without one the autoscaler never scales.",
  upstream:
    "kubernetes pkg/controller/podautoscaler/replica_calculator.go, calculatePodRequestsFromContainers",
  *check({ service }) {
    const {
      enabled,
      targetCPUUtilizationPercentage: cpu,
      targetMemoryUtilizationPercentage: memory,
    } = service.autoscaling;
    if (!enabled) return;
    const needed = { cpu: cpu !== undefined || memory === undefined, memory: memory !== undefined };
    for (const { path, resources } of sideContainersOf(service)) {
      if (path[0] !== "sidecars") continue;
      for (const [resource, isNeeded] of Object.entries(needed)) {
        const request = resources?.requests?.[resource] ?? resources?.limits?.[resource];
        if (!isNeeded || request !== undefined) continue;
        yield {
          path: [...path, "resources", "requests", resource],
          reason: `A request is needed: autoscaling.enabled is true and scales on ${resource}.`,
          hint: "Set it, or scale on another resource.",
        };
      }
    }
  },
};
