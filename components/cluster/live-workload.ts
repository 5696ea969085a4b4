import {
  type DataObject,
  INSTANCE_LABEL,
  type LiveRelease,
  type LiveWorkload,
  RELEASE_CHECKSUM,
} from "../config";
import { listAt, mapAt, nameOf, numberAt, textAt, textsAt } from "./fields";
import { activeServiceOf } from "./handed-over";

export function liveWorkload(
  kind: LiveWorkload["kind"],
  object: DataObject,
  stableChecksum?: string,
): LiveWorkload {
  const spec = mapAt(object, "spec");
  const instance = textAt(mapAt(object, "metadata", "labels"), INSTANCE_LABEL);
  const containers = listAt(mapAt(spec, "template", "spec"), "containers");
  return {
    kind,
    name: nameOf(object),
    selector: textsAt(spec, "selector", "matchLabels"),
    // Both kinds' controllers take a missing number for one.
    replicas: numberAt(spec, "replicas") ?? 1,
    images: Object.fromEntries(containers.map((one) => [textAt(one, "name"), textAt(one, "image")])),
    ...(kind === "Rollout" && instance !== "" && { instance }),
    ...(kind === "Rollout" && { release: liveRelease(object, stableChecksum), ...activeServiceOf(object) }),
  };
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
    ...(index !== undefined && steps.length > 0 && { step: { index, count: steps.length } }),
    ...(weight !== undefined && { weight }),
    ...(managed.length > 0 && { managedRoutes: managed.map((route) => textAt(route, "name")) }),
    ...(checksum !== "" && { checksum }),
    ...(stableChecksum !== undefined && { stableChecksum }),
  };
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
