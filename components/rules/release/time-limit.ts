import { deliveryPlan, formatDuration } from "../../delivery-plan";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { countsOf } from "./counts";

export const releaseTimeLimit: Rule<ServiceScope> = {
  id: "release-time-limit",
  severity: "warning",
  what: "An update takes longer than it may, by its pauses, analyses and waits for pods alone.",
  why: "Updates queue up: a newer version restarts the steps, so it may never get through.",
  upstream: "argo-rollouts docs/best-practices.md",
  *check({ name, service, canary, around }) {
    const { clusterTemplates = {} } = around;
    // More pods may need more waves to get ready; everything else takes as long with any count.
    const replicas = countsOf(service).at(-1)?.replicas ?? 0;
    const { seconds } = deliveryPlan(name, service, { replicas, clusterTemplates }).totals;
    if (seconds <= service.release.timeLimit) return;
    yield {
      path: (canary?.steps ?? []).length > 0 ? ["rollout", "canary", "steps"] : ["rollout"],
      reason: `An update takes at least ${formatDuration(seconds)}, more than release.timeLimit (${formatDuration(service.release.timeLimit)}).`,
      hint: "Shorten pauses or analyses, or raise release.timeLimit.",
    };
  },
};
