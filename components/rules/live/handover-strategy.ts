import { currentOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const handoverStrategy: Rule<ServiceScope> = {
  id: "handover-strategy",
  severity: "error",
  what: "A switch from blue-green to a Deployment was not finished, and is taken back to a canary.",
  why: "The Rollout would keep the name of the Service that was handed over, so it would have two strategies and the controller would refuse it for good.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go: ValidateRolloutStrategy",
  *check({ name, service: { rollout }, around: { live } }) {
    const isTakenBack = rollout.enabled && currentOf(name, rollout, live)?.isHandedOver === true;
    if (!isTakenBack || rollout.strategy !== "canary") return;
    yield {
      path: ["rollout", "strategy"],
      reason: "The Rollout in the cluster is blue-green and in the middle of a switch to a Deployment.",
      hint: "Take it back with strategy: bluegreen, or finish the switch with enabled: false, and change the strategy in the next up.",
    };
  },
};
