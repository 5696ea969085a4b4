import type { AnalysisUse, BlueGreenConfig } from "../config";
import {
  act,
  type Act,
  ALL_NEW,
  type Context,
  deadline,
  oldPodsLeave,
  type PlannedAnalysis,
  readySeconds,
  SCALE_DOWN_DELAY,
  still,
} from "./act";
import { measure } from "./analysis";
import { formatDuration } from "./duration";
import type { Pods } from "./pods";
import { routedScaling } from "./routed";

const ALL_OLD = { weight: 0, wantedWeight: 0 } as const;
type Weights = Pick<Act, "weight" | "wantedWeight">;

/**
 * The new version gets its pods, is measured, waits to be promoted, takes all traffic at once, and is measured again.
 * Upstream: rollout/bluegreen.go.
 */
export function blueGreenActs(blueGreen: BlueGreenConfig, context: Context): Act[] {
  const { replicas } = context;
  const shown = { stable: replicas, canary: blueGreen.previewReplicaCount ?? replicas };
  const both = { stable: replicas, canary: replicas };
  const delay = blueGreen.scaleDownDelayRevisionLimit === 0 ? 0 : blueGreen.scaleDownDelaySeconds;
  return [
    grow("start preview", { stable: replicas, canary: 0 }, shown, context),
    ...analysis("prePromotion", blueGreen.prePromotionAnalysis, ALL_OLD, shown, context),
    ...promotion(blueGreen, shown),
    // The preview has to be complete before the switch.
    ...(shown.canary === replicas ? [] : [grow("scale preview", shown, both, context)]),
    act({ label: "switch traffic", ...ALL_NEW, scaling: still(both) }),
    ...analysis("postPromotion", blueGreen.postPromotionAnalysis, ALL_NEW, both, context),
    oldPodsLeave(both, delay ?? SCALE_DOWN_DELAY),
  ];
}

function grow(label: string, from: Pods, to: Pods, context: Context): Act {
  const scaling = routedScaling(from, to);
  const seconds = readySeconds(context, scaling.waves);
  return act({ label, ...ALL_OLD, scaling, seconds, abortedBy: deadline(context) });
}

function analysis(
  kind: PlannedAnalysis["kind"],
  use: AnalysisUse | undefined,
  weights: Weights,
  pods: Pods,
  { templates }: Context,
): Act[] {
  if (use === undefined) return [];
  const { names, seconds, isKnown, decides } = measure(use, templates);
  const label = `${kind}Analysis ${names.join(", ")}`;
  return [
    act({
      label,
      ...weights,
      scaling: still(pods),
      seconds,
      analyses: [{ kind, templates: names, starts: true }],
      untimed: isKnown ? [] : [label],
      abortedBy: decides ? [label] : [],
    }),
  ];
}

/** `autoPromotionSeconds` does not count when a person promotes. Upstream: `needsBlueGreenControllerPause`. */
function promotion({ autoPromotionEnabled, autoPromotionSeconds = 0 }: BlueGreenConfig, pods: Pods): Act[] {
  const scaling = still(pods);
  if (autoPromotionEnabled === false) {
    return [act({ label: "pause", ...ALL_OLD, scaling, waitsForPerson: true })];
  }
  if (autoPromotionSeconds === 0) return [];
  const label = `pause ${formatDuration(autoPromotionSeconds)}`;
  return [act({ label, ...ALL_OLD, scaling, seconds: autoPromotionSeconds })];
}
