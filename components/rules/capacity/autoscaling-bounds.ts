import { scalingOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const autoscalingBounds: Rule<ServiceScope> = {
  id: "autoscaling-bounds",
  severity: "error",
  what: "The fewest pods of an autoscaler are above its most.",
  why: "The API server refuses the autoscaler in the middle of an up, when the workload has already changed.",
  upstream: "kubernetes pkg/apis/autoscaling/validation/validation.go; KEDA CheckReplicaCountBoundsAreValid",
  *check({ service }) {
    const scaling = scalingOf(service);
    if (scaling === undefined || scaling.min <= scaling.max) return;
    const [min, max] = [scaling.paths.min.at(-1), scaling.paths.max.at(-1)];
    yield {
      path: scaling.paths.min,
      reason: `${scaling.min} is above ${max} (${scaling.max}).`,
      hint: `Lower ${min} or raise ${max}.`,
    };
  },
};
