import { conditionOf, holds, reasonAndMessage } from "../conditions";
import { fieldsAt, itemsAt, numberAt, textAt, type Fields } from "../fields";
import type { KubeObject } from "../reader";
import { qualifiedName } from "../relations";
import { readyUnless } from "../verdict";
import type { Kind } from "./kind";

const STAGES = [
  { type: "PodScheduled", verb: "scheduled" },
  { type: "Initialized", verb: "initialized" },
  { type: "Ready", verb: "ready" },
] as const;

/** Scheduled, initialized, and ready or succeeded. */
export const pod: Kind = {
  reportedOnRead: true,
  judge(object) {
    const pending = STAGES.find(
      ({ type }) => !holds(object, type) && !(type === "Ready" && hasSucceeded(object)),
    );
    if (!pending) return readyUnless([]);
    const progress = `Waiting for Pod "${qualifiedName(object)}" to be ${pending.verb}`;
    const troubles = podTroubles(object);
    return readyUnless(troubles.length > 0 ? troubles : [progress], progress);
  },
};

function hasSucceeded(object: KubeObject): boolean {
  return textAt(object, "status.phase") === "Succeeded";
}

/** Why a pod is not ready: the message of the stage that it is stuck in, then its containers' reasons. */
export function podTroubles(object: KubeObject): string[] {
  if (hasSucceeded(object)) return [];
  const stuck = STAGES.map(({ type }) => conditionOf(object, type)).find(
    (found) => found && found.status !== "True",
  );
  if (!stuck) return [];
  const said = stuck.type === "PodScheduled" ? reasonAndMessage(stuck) : stuck.message;
  const troubles = [said, ...containerTroubles(object)].filter(Boolean);
  return troubles.length > 0 ? [`[Pod ${qualifiedName(object)}]: ${troubles.join(" ")}`] : [];
}

function containerTroubles(object: KubeObject): string[] {
  return [...itemsAt(object, "status.initContainerStatuses"), ...itemsAt(object, "status.containerStatuses")]
    .filter((container) => container["ready"] !== true)
    .flatMap((container) => [waiting(container), terminated(container), lastTermination(container)])
    .filter(Boolean);
}

function waiting(container: Fields): string {
  const reason = textAt(container, "state.waiting.reason");
  const message = textAt(container, "state.waiting.message");
  return reason === "ContainerCreating" || reason === "PodInitializing"
    ? ""
    : reasonAndMessage({ reason, message });
}

function terminated(container: Fields): string {
  const reason = textAt(container, "state.terminated.reason");
  const message = textAt(container, "state.terminated.message");
  if (reason === "" || reason === "Completed") return "";
  if (message !== "") return reasonAndMessage({ reason, message });
  return `container "${textAt(container, "name")}" completed with exit code ${exitCode(container, "state")}`;
}

function lastTermination(container: Fields): string {
  const last = fieldsAt(container, "lastState.terminated");
  if (Object.keys(last).length === 0) return "";
  const how = `${textAt(last, "reason")}: exit code ${exitCode(container, "lastState")}`;
  return `container "${textAt(container, "name")}" terminated at ${textAt(last, "finishedAt")} (${how})`;
}

function exitCode(container: Fields, state: "state" | "lastState"): string {
  return String(numberAt(container, `${state}.terminated.exitCode`) ?? "unknown");
}
