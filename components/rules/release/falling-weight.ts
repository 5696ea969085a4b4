import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryFallingWeight: Rule<ServiceScope> = {
  id: "canary-falling-weight",
  severity: "warning",
  what: "A step takes back traffic that an earlier step has given.",
  why: "With a router the canary loses pods before it loses traffic, so for a while few pods get much of it.",
  upstream: "argo-rollouts rollout/trafficrouting.go, reconcileTrafficRouting",
  *check({ canary }) {
    const weights = [...(canary?.steps ?? []).entries()].flatMap(([index, { setWeight }]) =>
      setWeight === undefined ? [] : [{ index, setWeight }],
    );
    for (const [position, { index, setWeight }] of weights.entries()) {
      const before = weights[position - 1];
      if (before === undefined || before.setWeight <= setWeight) continue;
      yield {
        path: ["rollout", "canary", "steps", index, "setWeight"],
        reason: `${setWeight} is below the ${before.setWeight} of steps[${before.index}].`,
        hint: "Let weights rise from step to step; an abort takes all traffic back by itself.",
      };
    }
  },
};
