import type { Rule } from "./rule";

const LIMIT = 100;

export const canaryWeightBounds: Rule = {
  id: "canary-weight-bounds",
  severity: "error",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ rollout }) {
    for (const [index, { setWeight }] of rollout.canary.steps.entries()) {
      if (setWeight === undefined || setWeight <= LIMIT) continue;
      yield {
        path: ["rollout", "canary", "steps", index, "setWeight"],
        reason: `${setWeight} is above ${LIMIT}.`,
        hint: "A weight is a percentage of traffic.",
      };
    }
  },
};
