import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { momentsOf } from "./moments";

export const canaryNeverRuns: Rule<ServiceScope> = {
  id: "canary-never-runs",
  severity: "warning",
  what: "No step of a canary gives the new version a pod.",
  why: "The steps wait or measure without the new version; then it gets all traffic at once.",
  upstream: "argo-rollouts utils/replicaset/canary.go, GetCurrentSetWeight",
  *check(scope) {
    const moments = momentsOf(scope);
    if (moments.length === 0 || moments.some(({ planned: { pods } }) => pods.canary + pods.experiment > 0))
      return;
    yield {
      path: ["rollout", "canary", "steps"],
      reason: "No step gives the new version a pod: after them it gets all traffic at once.",
      hint: "Set a weight above 0 in a step.",
    };
  },
};
