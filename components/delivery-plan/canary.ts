import type { CanaryConfig, CanaryStep } from "../config";
import {
  act,
  type Act,
  ALL_NEW,
  type Context,
  deadline,
  oldPodsLeave,
  readySeconds,
  SCALE_DOWN_DELAY,
} from "./act";
import { background } from "./background";
import { limitsOf } from "./limits";
import { nearestShare } from "./nearest-share";
import type { Pods, Scaling } from "./pods";
import { roll } from "./rolling";
import { routedPods, routedScaling } from "./routed";
import { actionOf } from "./step-action";
import { allTraffic, type Wish, wishAt } from "./wish";

/** Every step, then what the controller does by itself: all traffic to the new version, and the old pods go. */
export function canaryActs(canary: CanaryConfig, context: Context): Act[] {
  let pods: Pods = { stable: context.replicas, canary: 0 };
  const steps = canary.steps.map((step, index) => {
    const act = stepAct(canary, step, index, pods, context);
    pods = act.scaling.pods;
    return act;
  });
  return [...steps, ...endActs(canary, pods, context)];
}

function stepAct(canary: CanaryConfig, step: CanaryStep, index: number, from: Pods, context: Context): Act {
  const wish = wishAt(canary, index);
  const scaling = scale(canary, from, wish, context);
  const action = actionOf(step, context);
  const running = background(canary, index, context);
  return act({
    index,
    ...weights(canary, wish, scaling.pods),
    scaling,
    label: action.label,
    experiment: action.experiment,
    seconds: action.seconds + readySeconds(context, scaling.waves),
    waitsForPerson: action.waitsForPerson,
    analyses: [...action.analyses, ...running.analyses],
    untimed: action.untimed,
    abortedBy: [...action.abortedBy, ...running.abortedBy, ...(action.isInstant ? deadline(context) : [])],
  });
}

/** Without a router the old pods are replaced; with one they stay beside the new ones for a while. */
function endActs(canary: CanaryConfig, from: Pods, context: Context): Act[] {
  const end = canary.steps.length;
  const all: Wish = { weight: allTraffic(canary), elsewhere: 0, scale: undefined };
  const scaling = scale(canary, from, all, context);
  const running = background(canary, end, context);
  const promote = act({
    label: "promote",
    ...ALL_NEW,
    scaling,
    seconds: readySeconds(context, scaling.waves),
    analyses: running.analyses,
    abortedBy: [...running.abortedBy, ...deadline(context)],
  });
  if (scaling.pods.stable === 0) return [promote];

  const delay =
    canary.scaleDownDelayRevisionLimit === 0 ? 0 : (canary.scaleDownDelaySeconds ?? SCALE_DOWN_DELAY);
  return [promote, oldPodsLeave(scaling.pods, delay)];
}

function scale(canary: CanaryConfig, from: Pods, wish: Wish, { replicas }: Context): Scaling {
  if (canary.trafficRouting !== undefined) return routedScaling(from, routedPods(canary, replicas, wish));
  const limits = limitsOf(canary, replicas);
  return roll(from, nearestShare(replicas, wish.weight, limits), replicas, limits);
}

/** A router never sends traffic to a canary without pods. Upstream: `reconcileTrafficRouting`. */
function weights(canary: CanaryConfig, { weight }: Wish, pods: Pods): Pick<Act, "weight" | "wantedWeight"> {
  const wantedWeight = (weight * 100) / allTraffic(canary);
  if (pods.canary === 0) return { wantedWeight, weight: 0 };
  const share = (pods.canary * 100) / (pods.stable + pods.canary);
  return { wantedWeight, weight: canary.trafficRouting === undefined ? share : wantedWeight };
}
