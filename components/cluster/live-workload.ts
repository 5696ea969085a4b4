import {
  type DataObject,
  HELD_REVISION,
  INSTANCE_LABEL,
  listAt,
  type LiveRelease,
  type LiveWorkload,
  mapAt,
  nameOf,
  numberAt,
  RELEASE_CHECKSUM,
  textAt,
  textsAt,
} from "../config";
import { activeServiceOf } from "./handed-over";

export function liveWorkload(
  kind: LiveWorkload["kind"],
  object: DataObject,
  stableChecksum?: string,
): LiveWorkload {
  const spec = mapAt(object, "spec");
  const instance = textAt(mapAt(object, "metadata", "labels"), INSTANCE_LABEL);
  const annotations = mapAt(object, "metadata", "annotations");
  const revision = textAt(annotations, REVISION[kind]);
  const heldRevision = textAt(annotations, HELD_REVISION);
  const containers = listAt(mapAt(spec, "template", "spec"), "containers");
  return {
    kind,
    name: nameOf(object),
    selector: textsAt(spec, "selector", "matchLabels"),
    // Both kinds' controllers take a missing number for one.
    replicas: numberAt(spec, "replicas") ?? 1,
    images: Object.fromEntries(containers.map((one) => [textAt(one, "name"), textAt(one, "image")])),
    ...(revision !== "" && { revision }),
    ...(spec["paused"] === true && { isPaused: true }),
    ...(heldRevision !== "" && { heldRevision }),
    ...(kind === "Deployment" && isRolling(object) && { isRolling: true }),
    ...(kind === "Rollout" && instance !== "" && { instance }),
    ...(kind === "Rollout" && { release: liveRelease(object, stableChecksum), ...activeServiceOf(object) }),
  };
}

const REVISION = {
  Deployment: "deployment.kubernetes.io/revision",
  Rollout: "rollout.argoproj.io/revision",
} as const;

function isRolling(deployment: DataObject): boolean {
  const status = mapAt(deployment, "status");
  return (numberAt(status, "replicas") ?? 0) > (numberAt(status, "updatedReplicas") ?? 0);
}

function liveRelease(rollout: DataObject, stableChecksum: string | undefined): LiveRelease {
  const status = mapAt(rollout, "status");
  const canary = mapAt(rollout, "spec", "strategy", "canary");
  const steps = listAt(canary, "steps");
  const managed = listAt(mapAt(canary, "trafficRouting"), "managedRoutes");
  const index = numberAt(status, "currentStepIndex");
  const checksum = textAt(mapAt(rollout, "metadata", "annotations"), RELEASE_CHECKSUM);
  const weight = liveWeight(status, steps, index);
  return {
    phase: textAt(status, "phase"),
    message: textAt(status, "message"),
    replicaSet: `${nameOf(rollout)}-${textAt(status, "currentPodHash")}`,
    isAborted: status["abort"] === true,
    isUnderway: !["", textAt(status, "currentPodHash")].includes(textAt(status, "stableRS")),
    ...(textAt(status, "stableRS") === "" && { isFirst: true }),
    ...(waitsForPerson(rollout, steps[index ?? 0]) && { waitsForPerson: true }),
    ...(index !== undefined && steps.length > 0 && { step: { index, count: steps.length } }),
    ...(weight !== undefined && { weight }),
    ...(managed.length > 0 && { managedRoutes: managed.map((route) => textAt(route, "name")) }),
    ...(checksum !== "" && { checksum }),
    ...(stableChecksum !== undefined && { stableChecksum }),
  };
}

/** Upstream: the `PauseReason`s, and the moments at which the controller ends them by itself. */
function waitsForPerson(rollout: DataObject, step: DataObject | undefined): boolean {
  const blueGreen = mapAt(rollout, "spec", "strategy", "blueGreen");
  const hasNoEnd: Readonly<Record<string, boolean>> = {
    CanaryPauseStep: step !== undefined && mapAt(step, "pause")["duration"] === undefined,
    BlueGreenPause: (numberAt(blueGreen, "autoPromotionSeconds") ?? 0) === 0,
    InconclusiveAnalysisRun: true,
    InconclusiveExperiment: true,
  };
  const conditions = listAt(mapAt(rollout, "status"), "pauseConditions");
  return conditions.some((condition) => hasNoEnd[textAt(condition, "reason")] === true);
}

/** What routers were told; without a router what the last weight step said. Upstream: `GetCurrentSetWeight`. */
function liveWeight(
  status: DataObject,
  steps: readonly DataObject[],
  index: number | undefined,
): number | undefined {
  const told = numberAt(mapAt(status, "canary", "weights", "canary"), "weight");
  if (status["abort"] === true) return 0;
  if (told !== undefined || index === undefined) return told;
  if (index >= steps.length) return 100;
  const weights = steps.slice(0, index + 1).flatMap((step) => numberAt(step, "setWeight") ?? []);
  return weights.at(-1) ?? 0;
}
