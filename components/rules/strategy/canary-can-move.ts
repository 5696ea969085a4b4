import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryCanMove: Rule<ServiceScope> = {
  id: "canary-can-move",
  severity: "error",
  what: "A canary may neither add a pod nor take one away.",
  why: "With no pod to add and none to take away an update can never start; the controller answers with InvalidSpec.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    const { maxSurge, maxUnavailable } = canary ?? {};
    if (!isZero(maxSurge) || !isZero(maxUnavailable)) return;
    yield {
      path: ["rollout", "canary", "maxUnavailable"],
      reason: `maxSurge (${maxSurge}) and maxUnavailable (${maxUnavailable}) are both zero.`,
      hint: "Let one of them be at least 1, or leave both out (25 % each).",
    };
  },
};

function isZero(value: number | string | undefined): boolean {
  return value !== undefined && Number.parseInt(String(value), 10) === 0;
}
