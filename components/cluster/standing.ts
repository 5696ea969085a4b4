import { type DataObject, listAt, type LiveWorkload, mapAt, numberAt, textAt } from "../config";

/** How far an update is waited for. */
export type Goal = "accepted" | "healthy";

/** What one look at a workload says about a goal. */
export type Standing =
  | { readonly state: "reached" }
  | { readonly state: "waiting"; readonly reason: string }
  /** `settleSeconds`: how long it has to last to be believed. */
  | { readonly state: "failed"; readonly reason: string; readonly settleSeconds: number };

const REACHED: Standing = { state: "reached" };

/** The first look at a new spec may still show the verdict on the one before. */
const SETTLE_SECONDS = 5;
/** What a Rollout refers to may reach the controller later than the Rollout: it looks again after 20 s. */
const INVALID_SETTLE_SECONDS = 25;

export const standingOf: Readonly<
  Record<LiveWorkload["kind"], (workload: DataObject, goal: Goal) => Standing>
> = { Deployment: deploymentStanding, Rollout: rolloutStanding };

/** A Rollout writes the generation that it has observed as text. Upstream: `utils/rollout/rolloututil.go`. */
function rolloutStanding(rollout: DataObject, goal: Goal): Standing {
  const status = mapAt(rollout, "status");
  if (textAt(status, "observedGeneration") !== String(mapAt(rollout, "metadata")["generation"]))
    return { state: "waiting", reason: "The Rollouts controller has not looked at it." };
  const invalid = conditionOf(status, "InvalidSpec");
  if (invalid !== undefined)
    return {
      state: "failed",
      reason: `The Rollouts controller refuses the spec: ${textAt(invalid, "message")}`,
      settleSeconds: INVALID_SETTLE_SECONDS,
    };
  // Its first version takes no steps: it is there, or the service is not.
  const hasStable = textAt(status, "stableRS") !== "";
  if (goal === "accepted" && hasStable) return REACHED;
  const phase = textAt(status, "phase");
  const reason = textAt(status, "message") || phase;
  if (phase === "Healthy" || (phase === "Paused" && hasStable)) return REACHED;
  // Upstream: `haltProgress`. A Rollout that `spec.paused` holds makes no pods, not even its first.
  if (phase === "Paused") return failed("It is paused before its first version: rollout.paused is true.");
  return phase === "Degraded" ? failed(reason) : { state: "waiting", reason };
}

/** As `kubectl rollout status` decides it. */
function deploymentStanding(deployment: DataObject, goal: Goal): Standing {
  const status = mapAt(deployment, "status");
  const wanted = numberAt(mapAt(deployment, "spec"), "replicas") ?? 1;
  const generation = numberAt(mapAt(deployment, "metadata"), "generation") ?? 0;
  if ((numberAt(status, "observedGeneration") ?? 0) < generation)
    return { state: "waiting", reason: "The Deployment controller has not looked at it." };
  if (goal === "accepted") return REACHED;
  const progressing = conditionOf(status, "Progressing");
  if (progressing !== undefined && textAt(progressing, "reason") === "ProgressDeadlineExceeded")
    return failed(textAt(progressing, "message"));
  const [updated, all, available] = ["updatedReplicas", "replicas", "availableReplicas"].map(
    (key) => numberAt(status, key) ?? 0,
  );
  if (updated === wanted && all === wanted && available === wanted) return REACHED;
  if (mapAt(deployment, "spec")["paused"] === true)
    return failed("It is paused: kubectl rollout resume deployment lets it go on.");
  const reason = `${String(updated)} of ${String(wanted)} pods are of the new version, ${String(available)} of all are available.`;
  return { state: "waiting", reason };
}

function failed(reason: string): Standing {
  return { state: "failed", reason, settleSeconds: SETTLE_SECONDS };
}

function conditionOf(status: DataObject, type: string): DataObject | undefined {
  return listAt(status, "conditions").find((condition) => condition["type"] === type);
}
