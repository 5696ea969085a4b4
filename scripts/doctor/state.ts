import { isReady } from "../../components/cluster/diagnosis";
import { type DataObject, listAt, mapAt, numberAt, textAt } from "../../components/config";
import { currentStep } from "./checks/release";
import { type Facts, phaseOf, runningOf, specOf, statusOf } from "./facts";

/** How the service stands, in one line. */
export function stateOf(facts: Facts): string {
  const { service, namespace, pods } = facts;
  const running = runningOf(facts);
  if (running === undefined) return `${service} in ${namespace}: it is not there`;
  const { kind, object } = running;
  const wanted = numberAt(specOf(object), "replicas") ?? 1;
  const parts = [
    ...(kind === "Rollout" ? [phaseOf(object) || "not looked at", ...releaseWords(object)] : []),
    `${String(pods.filter(isReady).length)} of ${String(wanted)} pods ready`,
    ...imageIn(object),
  ];
  return `${kind} ${service} in ${namespace}: ${parts.join(", ")}`;
}

function releaseWords(rollout: DataObject): string[] {
  const status = statusOf(rollout);
  const { index, count } = currentStep(rollout);
  const weight = mapAt(status, "canary", "weights", "canary")["weight"];
  if (textAt(status, "stableRS") === textAt(status, "currentPodHash") || textAt(status, "stableRS") === "")
    return [];
  return [
    ...(index < count ? [`step ${String(index + 1)} of ${String(count)}`] : []),
    ...(typeof weight === "number" ? [`weight ${String(weight)} for the canary`] : []),
  ];
}

function imageIn(workload: DataObject): string[] {
  const [container] = listAt(mapAt(specOf(workload), "template", "spec"), "containers");
  return container === undefined ? [] : [textAt(container, "image")];
}
