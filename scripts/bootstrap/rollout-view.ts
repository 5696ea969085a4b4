import { liveWorkload } from "../../components/cluster/live-workload";
import { type DataObject, listAt, mapAt, nameOf, numberAt, textAt } from "../../components/config";

/** How far a release is. */
export interface RolloutView {
  readonly name: string;
  readonly state: "Progressing" | "Paused" | "Healthy" | "Degraded";
  /** Nothing but a person lets it go on. */
  readonly needsPerson: boolean;
  /** Percent of the new version, where that is known. */
  readonly weight?: number;
  readonly step?: { readonly index: number; readonly count: number };
  /** Why it is in this state, as the controller says it. */
  readonly reason: string;
}

/** What the controller says of a Rollout. A verdict on an earlier spec counts as progressing. */
export function viewOf(rollout: DataObject): RolloutView {
  const status = mapAt(rollout, "status");
  const { release } = liveWorkload("Rollout", rollout);
  const isSeen = textAt(status, "observedGeneration") === String(mapAt(rollout, "metadata")["generation"]);
  const phase = textAt(status, "phase");
  const state =
    isSeen && (phase === "Paused" || phase === "Healthy" || phase === "Degraded") ? phase : "Progressing";
  return {
    name: nameOf(rollout),
    state,
    needsPerson: state === "Paused" && needsPerson(rollout),
    ...(release?.weight !== undefined && { weight: release.weight }),
    ...(release?.step && { step: release.step }),
    reason: isSeen ? textAt(status, "message") : "",
  };
}

/** A pause with an end goes on by itself. Upstream: `utils/conditions`, `rollout/pause.go`. */
function needsPerson(rollout: DataObject): boolean {
  const spec = mapAt(rollout, "spec");
  if (spec["paused"] === true) return true;
  const canary = mapAt(spec, "strategy", "canary");
  const step = listAt(canary, "steps")[numberAt(mapAt(rollout, "status"), "currentStepIndex") ?? -1];
  if (step !== undefined) return mapAt(step, "pause")["duration"] === undefined;
  return numberAt(mapAt(spec, "strategy", "blueGreen"), "autoPromotionSeconds") === undefined;
}

/** `Paused at step 2 of 8, 25 %`. */
export function sentenceOf({ state, step, weight, reason }: RolloutView): string {
  const at = step && state !== "Healthy" ? ` at step ${String(step.index)} of ${String(step.count)}` : "";
  const share = weight === undefined || state === "Healthy" ? "" : `, ${String(weight)} %`;
  return `${state}${at}${share}${state === "Degraded" && reason !== "" ? `: ${reason}` : ""}`;
}
