import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const autoscalingBounds: Rule<ServiceScope> = {
  id: "autoscaling-bounds",
  severity: "error",
  what: "The fewest pods of an autoscaler are above its most.",
  why: "The API server refuses the autoscaler in the middle of an up, when the workload has already changed.",
  upstream: "kubernetes pkg/apis/autoscaling/validation/validation.go",
  *check({ service: { autoscaling } }) {
    const { enabled, minReplicas, maxReplicas } = autoscaling;
    if (!enabled || minReplicas <= maxReplicas) return;
    yield {
      path: ["autoscaling", "minReplicas"],
      reason: `${minReplicas} is above maxReplicas (${maxReplicas}).`,
      hint: "Lower minReplicas or raise maxReplicas.",
    };
  },
};
