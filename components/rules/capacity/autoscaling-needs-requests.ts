import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { scaledResources } from "./scaled-resources";

export const autoscalingNeedsRequests: Rule<ServiceScope> = {
  id: "autoscaling-needs-requests",
  severity: "error",
  what: "An autoscaler has a utilization target for a resource that has no request.",
  why: "Utilization is a percentage of the request: without one the autoscaler reports FailedGetResourceMetric and never scales.",
  upstream: "kubernetes.io: HorizontalPodAutoscaler, algorithm details",
  *check({ service }) {
    const { resources, rollout, scaledObject } = service;
    // Requests of pods that another workload describes are not known here.
    if (rollout.enabled && rollout.workloadRef !== undefined) return;
    const shares = scaledResources(service).filter(({ isShare }) => isShare);
    const by = scaledObject.enabled ? "scaledObject" : "autoscaling";
    for (const resource of new Set(shares.map((share) => share.resource))) {
      if (hasRequest(resource, resources)) continue;
      yield {
        path: ["resources", "requests", resource],
        reason: `A request is needed: ${by}.enabled is true and scales on ${resource}.`,
        hint: `Set resources.requests.${resource}, or scale on another resource.`,
      };
    }
  },
};

type Resources = ServiceScope["service"]["resources"];

/** A limit alone is enough: Kubernetes takes it as the request. */
function hasRequest(resource: string, resources: Resources): boolean {
  return resources?.requests?.[resource] !== undefined || resources?.limits?.[resource] !== undefined;
}
