import type { Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { wantedPods } from "./wanted-pods";

export const disruptionBudgetBlocks: Rule<ServiceScope> = {
  id: "disruption-budget-blocks",
  severity: "warning",
  what: "A PodDisruptionBudget lets no pod go, ever.",
  why: "Nodes with such a pod cannot be drained, and a restart of the Rollout, which evicts its pods, never ends.",
  upstream: "argo-rollouts rollout/restart.go; kubernetes.io: Specifying a Disruption Budget",
  *check({ service }) {
    const { enabled, minAvailable, maxUnavailable } = service.podDisruptionBudget;
    const { count, path } = wantedPods(service);
    if (!enabled) return;
    if (maxUnavailable !== undefined && share(maxUnavailable, count) === 0)
      yield mistake("maxUnavailable", `${maxUnavailable} lets no pod go.`, "Let it be at least 1.");
    if (minAvailable !== undefined && share(minAvailable, count) >= count)
      yield mistake(
        "minAvailable",
        `${minAvailable} lets no pod go: ${path.join(".")} is ${count}.`,
        "Lower it, use maxUnavailable: 1, or run more pods.",
      );
  },
};

function mistake(key: string, reason: string, hint: string): { path: Path; reason: string; hint: string } {
  return { path: ["podDisruptionBudget", key], reason, hint };
}

/** Kubernetes rounds both up. */
function share(value: number | string, pods: number): number {
  return typeof value === "number" ? value : Math.ceil((Number.parseInt(value, 10) * pods) / 100);
}
