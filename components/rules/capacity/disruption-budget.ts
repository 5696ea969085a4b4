import type { Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { wantedPods } from "./wanted-pods";

export const disruptionBudgetBlocks: Rule<ServiceScope> = {
  id: "disruption-budget-blocks",
  severity: "warning",
  what: "A PodDisruptionBudget lets no pod go, ever, or none of a canary that has just begun.",
  why: "Nodes with such a pod cannot be drained, and a restart of the Rollout, which evicts its pods, never ends.",
  upstream: "argo-rollouts rollout/restart.go; kubernetes.io: Specifying a Disruption Budget",
  *check({ service, canary, blueGreen }) {
    const { enabled, byRole, minAvailable, maxUnavailable } = service.podDisruptionBudget;
    const { count, path } = wantedPods(service);
    if (!enabled) return;
    if (maxUnavailable !== undefined && share(maxUnavailable, count) === 0)
      yield mistake("maxUnavailable", `${maxUnavailable} lets no pod go.`, "Let it be at least 1.");
    if (minAvailable === undefined) return;
    const fewest = byRole ? fewestOfRole({ canary, blueGreen }, count) : count;
    if (share(minAvailable, count) >= count)
      yield mistake(
        "minAvailable",
        `${minAvailable} lets no pod go: ${path.join(".")} is ${count}.`,
        "Lower it, use maxUnavailable: 1, or run more pods.",
      );
    else if (share(minAvailable, fewest) >= fewest)
      yield mistake(
        "minAvailable",
        `${minAvailable} lets no pod of a new version go while it has ${fewest}.`,
        "Use maxUnavailable: 1, or a budget over all pods (byRole: false).",
      );
  },
};

/** Of a new version: a canary begins with one pod, a preview with as many as it is given. */
function fewestOfRole(
  { canary, blueGreen }: Pick<ServiceScope, "canary" | "blueGreen">,
  count: number,
): number {
  if (canary !== undefined) return Math.min(1, count);
  return blueGreen?.previewReplicaCount ?? count;
}

function mistake(key: string, reason: string, hint: string): { path: Path; reason: string; hint: string } {
  return { path: ["podDisruptionBudget", key], reason, hint };
}

/** Kubernetes rounds both up. */
export function share(value: number | string, pods: number): number {
  return typeof value === "number" ? value : Math.ceil((Number.parseInt(value, 10) * pods) / 100);
}
