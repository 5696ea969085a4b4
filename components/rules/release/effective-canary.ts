import type { CanaryConfig } from "../../config";
import { type Pods, podShare } from "../../delivery-plan";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { countsOf } from "./counts";
import { round, worst } from "./worst";

/** Whole pods can never meet every weight: this much is in the nature of it. */
const POINTS = 10;
const FACTOR = 1.5;
/** From here on any weight is met well enough. */
const MANY_PODS = 200;

export const effectiveCanary: Rule<ServiceScope> = {
  id: "effective-canary",
  severity: "warning",
  what: "Without a router a step's weight comes to a very different share of pods.",
  why: "The ratio of pods is the ratio of traffic, so a canary of 10 % may get half of it, or none.",
  upstream: "argo-rollouts utils/replicaset/canary.go, approximateWeightedCanaryStableReplicaCounts",
  *check({ service, canary }) {
    if (canary === undefined || canary.trafficRouting !== undefined) return;
    const misses = countsOf(service).flatMap(({ replicas, words }) =>
      weightsOf(canary).map(([index, weight]) => {
        const pods = podShare(canary, weight, replicas);
        return { index, weight, words, pods, factor: miss(weight, pods) };
      }),
    );
    const found = worst(misses, FACTOR);
    if (found === undefined) return;
    const { index, weight, words, pods } = found;
    const all = pods.stable + pods.canary;
    yield {
      path: ["rollout", "canary", "steps", index, "setWeight"],
      reason: `${weight} comes to ${pods.canary} of ${all} pods (${round(share(pods))} %) with ${words}.`,
      hint: `Run at least ${enough(canary)} replicas, or let a router split the traffic (httpRoute, cw-istio).`,
    };
  },
};

/** Weights that ask for both versions, with the index of their step. */
function weightsOf({ steps }: CanaryConfig): [number, number][] {
  return [...steps.entries()].flatMap(([index, { setWeight = 0 }]): [number, number][] =>
    setWeight > 0 && setWeight < 100 ? [[index, setWeight]] : [],
  );
}

const share = ({ stable, canary }: Pods): number => (canary * 100) / (stable + canary);

/** The factor between what is wanted and what is; 1 when they are near enough. */
function miss(weight: number, pods: Pods): number {
  const real = share(pods);
  if (real === 0) return Infinity;
  return Math.abs(real - weight) > POINTS ? Math.max(real / weight, weight / real) : 1;
}

/** The smallest count from which on every weight is near enough. */
function enough(canary: CanaryConfig): number {
  for (let replicas = MANY_PODS; replicas > 0; replicas--) {
    const isBad = weightsOf(canary).some(
      ([, weight]) => miss(weight, podShare(canary, weight, replicas)) > FACTOR,
    );
    if (isBad) return replicas + 1;
  }
  return 1;
}
