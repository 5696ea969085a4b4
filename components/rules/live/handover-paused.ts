import { currentOf, predecessorOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const handoverPaused: Rule<ServiceScope> = {
  id: "handover-paused",
  severity: "error",
  what: "A Deployment is to become a Rollout that is held.",
  why: "A Rollout that is held before its first version makes no pods, so it could never take over.",
  upstream: "argo-rollouts rollout/context.go: haltProgress",
  *check({ name, service: { rollout }, around: { live } }) {
    const isSwitch =
      predecessorOf(name, rollout, live) !== undefined && currentOf(name, rollout, live) === undefined;
    if (!rollout.enabled || rollout.paused !== true || !isSwitch) return;
    yield {
      path: ["rollout", "paused"],
      reason:
        "A Rollout that is held from its beginning makes no pods, so the Deployment could not give way to it.",
      hint: "Switch first, and set paused: true in the next up.",
    };
  },
};
