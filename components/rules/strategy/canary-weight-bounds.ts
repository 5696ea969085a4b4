import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryWeightBounds: Rule<ServiceScope> = {
  id: "canary-weight-bounds",
  severity: "error",
  what: "A step sets a weight above all traffic.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    const limit = canary?.trafficRouting?.maxTrafficWeight ?? 100;
    for (const [index, { setWeight }] of (canary?.steps ?? []).entries()) {
      if (setWeight === undefined || setWeight <= limit) continue;
      yield {
        path: ["rollout", "canary", "steps", index, "setWeight"],
        reason: `${setWeight} is above ${limit}.`,
        hint: limit === 100 ? "A weight is a percentage of traffic." : "maxTrafficWeight is all traffic.",
      };
    }
  },
};
