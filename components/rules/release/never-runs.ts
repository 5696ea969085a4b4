import type { CanaryConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { countsOf } from "./counts";

export const canaryNeverRuns: Rule<ServiceScope> = {
  id: "canary-never-runs",
  severity: "warning",
  what: "No step of a canary gives the new version a pod.",
  why: "The steps wait or measure without the new version; then it gets all traffic at once.",
  upstream: "argo-rollouts utils/replicaset/canary.go, GetCurrentSetWeight",
  *check({ service, canary }) {
    if (canary === undefined || canary.steps.length === 0 || countsOf(service).length === 0) return;
    if (canary.steps.some((step) => givesPods(step, canary))) return;
    yield {
      path: ["rollout", "canary", "steps"],
      reason: "No step gives the new version a pod: after them it gets all traffic at once.",
      hint: "Set a weight above 0 in a step.",
    };
  },
};

/** `setCanaryScale` does nothing without a router. */
function givesPods(
  { setWeight = 0, setCanaryScale, experiment }: CanaryConfig["steps"][number],
  { trafficRouting }: CanaryConfig,
): boolean {
  const scale = trafficRouting === undefined ? undefined : setCanaryScale;
  return setWeight > 0 || experiment !== undefined || (scale?.replicas ?? scale?.weight ?? 0) > 0;
}
