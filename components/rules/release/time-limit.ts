import { formatDuration } from "../../delivery-plan";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { plansOf } from "./moments";

export const releaseTimeLimit: Rule<ServiceScope> = {
  id: "release-time-limit",
  severity: "warning",
  what: "An update takes longer than it may, by its pauses, analyses and waits for pods alone.",
  why: "Updates queue up: a newer version restarts the steps, so it may never get through.",
  upstream: "argo-rollouts docs/best-practices.md",
  *check(scope) {
    const { service, canary } = scope;
    const plans = plansOf(scope).map(({ plan }) => plan);
    const seconds = Math.max(0, ...plans.map(({ totals }) => totals.seconds));
    if (seconds <= service.release.timeLimit) return;
    yield {
      path: (canary?.steps ?? []).length > 0 ? ["rollout", "canary", "steps"] : ["rollout"],
      reason: `An update takes at least ${formatDuration(seconds)}, more than release.timeLimit (${formatDuration(service.release.timeLimit)}).`,
      hint: "Shorten pauses or analyses, or raise release.timeLimit.",
    };
  },
};
