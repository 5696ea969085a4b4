import type { Rule } from "../rule";
import type { ControllerScope } from "../scope";
import { share } from "../capacity/disruption-budget";

export const controllerBudgetBlocks: Rule<ControllerScope> = {
  id: "controller-budget-blocks",
  severity: "warning",
  what: "The PodDisruptionBudget of the controller lets no pod go, ever.",
  why: "Nodes with such a pod cannot be drained.",
  upstream: "kubernetes.io: Specifying a Disruption Budget",
  *check({ controller: { disruptionBudget, replicas } }) {
    const { enabled = replicas > 1, minAvailable, maxUnavailable = 1 } = disruptionBudget;
    if (!enabled || replicas === 0) return;
    const key = minAvailable === undefined ? "maxUnavailable" : "minAvailable";
    const staying =
      minAvailable === undefined ? replicas - share(maxUnavailable, replicas) : share(minAvailable, replicas);
    if (staying < replicas) return;
    yield {
      path: ["disruptionBudget", key],
      reason: `${String(minAvailable ?? maxUnavailable)} lets no pod go: replicas is ${String(replicas)}.`,
      hint: "Use maxUnavailable: 1.",
    };
  },
};
