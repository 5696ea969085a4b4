import { type DataObject, isDataObject, listAt, mapAt, nameOf, numberAt, textAt } from "../config";
import type { Get } from "./connection";
import { corePath, itemsAt, ofNewestVersion, podsOf } from "./pods";

/** As many say what went wrong; a kubelet keeps up to 80. */
const LOG_LINES = 10;

/** Why a workload's newest pods are not ready, as far as the cluster tells: sentences, and at their end the lines of a log. */
export async function diagnose(get: Get, workload: DataObject): Promise<string> {
  const all = await podsOf(get, workload);
  if (all === undefined) return failuresToCreate(workload).join(" ");
  const pods = ofNewestVersion(all);
  const wanted = numberAt(mapAt(workload, "spec"), "replicas") ?? 1;
  const ready = pods.filter(isReady).length;
  const counted = `${String(ready)} of ${String(wanted)} pods are ready.`;
  const broken = pods.find((pod) => !isReady(pod));
  if (broken === undefined) return [counted, ...failuresToCreate(workload)].join(" ");
  const about = encodeURIComponent(`involvedObject.name=${nameOf(broken)},type=Warning`);
  const events = await itemsAt(get, `${corePath(workload)}/events?fieldSelector=${about}`);
  const sentences = [counted, podTrouble(broken), ...lastEvent(events ?? [])].join(" ");
  return [sentences, ...lastWords(broken)].join("\n");
}

export function isReady(pod: DataObject): boolean {
  return listAt(mapAt(pod, "status"), "conditions").some(
    ({ type, status }) => type === "Ready" && status === "True",
  );
}

/** What is wrong with a pod, as a sentence. */
export function podTrouble(pod: DataObject): string {
  const status = mapAt(pod, "status");
  const scheduled = listAt(status, "conditions").find(({ type }) => type === "PodScheduled");
  const subject = `The pod ${nameOf(pod)}`;
  if (scheduled?.["status"] === "False")
    return `${subject} cannot be scheduled: ${closed(textAt(scheduled, "message"))}`;
  const { init, stuck } = stuckContainer(pod);
  if (stuck === undefined) return `${subject} is ${textAt(status, "phase") || "not started"}.`;
  const name = `the ${init === undefined ? "" : "init "}container ${textAt(stuck, "name")}`;
  const running = init === undefined ? "runs, but its readiness probe is not good." : "still runs.";
  return `${subject}: ${name} ${containerState(stuck, running)}`;
}

export interface Stuck {
  readonly init: DataObject | undefined;
  readonly stuck: DataObject | undefined;
}

/** The first container that is not ready, an init container before all others. */
export function stuckContainer(pod: DataObject): Stuck {
  const status = mapAt(pod, "status");
  const isStuck = ({ ready, state }: DataObject): boolean => ready !== true && !isDone(state);
  const init = listAt(status, "initContainerStatuses").find(isStuck);
  return { init, stuck: init ?? listAt(status, "containerStatuses").find(isStuck) };
}

/** An init container that has done its work is not ready either. */
function isDone(state: unknown): boolean {
  return isDataObject(state) && mapAt(state, "terminated")["exitCode"] === 0;
}

function containerState(container: DataObject, running: string): string {
  const state = mapAt(container, "state");
  if ("running" in state) return running;
  if ("terminated" in state) return `has ended with ${endOf(mapAt(state, "terminated"))}`;
  const waits = `waits: ${reasonOf(mapAt(state, "waiting"))}`;
  const last = mapAt(container, "lastState");
  return "terminated" in last ? `${waits} It ended with ${endOf(mapAt(last, "terminated"))}` : waits;
}

function endOf(terminated: DataObject): string {
  const { message: _, ...withoutLog } = terminated;
  const said = isLog(terminated) ? withoutLog : terminated;
  return `exit code ${String(terminated["exitCode"])}: ${reasonOf(said)}`;
}

/** A container with the policy `FallbackToLogsOnError` leaves the end of its log where others leave a sentence. */
function isLog(terminated: DataObject): boolean {
  return textAt(terminated, "message").trim().includes("\n");
}

/** The end of the log of what has ended, where the pod keeps it. */
export function lastWords(pod: DataObject): string[] {
  const { stuck } = stuckContainer(pod);
  const states = stuck === undefined ? [] : [mapAt(stuck, "state"), mapAt(stuck, "lastState")];
  const end = states.map((state) => mapAt(state, "terminated")).find(isLog);
  if (end === undefined) return [];
  const lines = textAt(end, "message")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return ["The end of its log:", ...lines.slice(-LOG_LINES).map((line) => `  ${line.trimEnd()}`)];
}

function reasonOf(state: DataObject): string {
  const said = [textAt(state, "reason"), textAt(state, "message")].filter((text) => text.trim() !== "");
  return closed(said.join(": ") || "no reason is given");
}

/** A quota, or a policy that refuses the pods: then there are none to look at. */
function failuresToCreate(workload: DataObject): string[] {
  return listAt(mapAt(workload, "status"), "conditions")
    .filter(({ type, status }) => type === "ReplicaFailure" && status === "True")
    .map((condition) => `Pods cannot be made: ${closed(textAt(condition, "message"))}`);
}

function lastEvent(events: readonly DataObject[]): string[] {
  const time = (event: DataObject): string =>
    textAt(event, "lastTimestamp") || textAt(event, "eventTime") || textAt(event, "firstTimestamp");
  const last = [...events].sort((a, b) => time(b).localeCompare(time(a)))[0];
  return last === undefined ? [] : [`Its last event is ${reasonOf(last)}`];
}

/** With a full stop, whether its author set one or not. */
export function closed(sentence: string): string {
  const said = sentence.trim();
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
