import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { type Moment, momentsOf } from "./moments";
import { round, worst } from "./worst";

/** Pods are whole, so a little more than its share is in the nature of it. */
const FACTOR = 1.5;

export const canaryOverloaded: Rule<ServiceScope> = {
  id: "canary-overloaded",
  severity: "warning",
  what: "setCanaryScale leaves a canary with too few pods for the traffic that a router sends to it.",
  why: "The router goes by the weight alone: each pod of the canary gets a multiple of what a pod gets otherwise.",
  upstream: "argo-rollouts utils/replicaset/canary.go, GetCanaryReplicasOrWeight",
  *check(scope) {
    if (scope.canary?.trafficRouting === undefined) return;
    const found = worst(
      momentsOf(scope).map((moment) => ({ ...moment, factor: load(moment) })),
      FACTOR,
    );
    if (found === undefined) return;
    const { index, step } = found;
    yield {
      path: [
        "rollout",
        "canary",
        "steps",
        index,
        step.setWeight === undefined ? "setCanaryScale" : "setWeight",
      ],
      reason: reasonOf(found),
      hint: "Raise setCanaryScale, or set matchTrafficWeight: true in a step before.",
    };
  },
};

/** The share of a pod of the canary, in shares that a pod has when all have the same. */
function load({ planned: { wantedWeight, pods }, count }: Moment): number {
  const needed = (wantedWeight / 100) * count.replicas;
  return needed === 0 ? 0 : needed / pods.canary;
}

function reasonOf({ planned, count, factor }: Moment & { readonly factor: number }): string {
  const weight = `${round(planned.wantedWeight)} % of the traffic`;
  const { canary } = planned.pods;
  if (canary === 0) return `The canary has no pod with ${count.words}, so it gets none of its ${weight}.`;
  const pods = canary === 1 ? "1 pod" : `${canary} pods`;
  return `${weight} goes to ${pods} with ${count.words}: ${round(factor)} times what a pod gets otherwise.`;
}
