import { type DataObject, isDataObject } from "../config";
import type { Get } from "./connection";
import { listAt, mapAt, nameOf, numberAt, textAt } from "./fields";

/** Why a workload's newest pods are not ready, in sentences, as far as the cluster tells. */
export async function diagnose(get: Get, workload: DataObject): Promise<string[]> {
  const namespace = textAt(mapAt(workload, "metadata"), "namespace");
  const core = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const found = await items(get, `${core}/pods?labelSelector=${selectorOf(workload)}`);
  if (found === undefined) return failuresToCreate(workload);
  const pods = newestLiving(found);
  const wanted = numberAt(mapAt(workload, "spec"), "replicas") ?? 1;
  const ready = pods.filter(isReady).length;
  const counted = `${String(ready)} of ${String(wanted)} pods are ready.`;
  const broken = pods.find((pod) => !isReady(pod));
  if (broken === undefined) return [counted, ...failuresToCreate(workload)];
  const about = encodeURIComponent(`involvedObject.name=${nameOf(broken)},type=Warning`);
  const events = await items(get, `${core}/events?fieldSelector=${about}`);
  return [counted, podTrouble(broken), ...lastEvent(events ?? [])];
}

/** Undefined where they may not be read. */
async function items(get: Get, path: string): Promise<DataObject[] | undefined> {
  const { status, body } = await get(path).catch(() => ({ status: 0, body: undefined }));
  return status === 200 && isDataObject(body) ? listAt(body, "items") : undefined;
}

/** Pods of the other kind have the same labels but for the hash that their controller gives them. */
function selectorOf(workload: DataObject): string {
  const labels = mapAt(workload, "spec", "selector", "matchLabels");
  const hash = textAt(mapAt(workload, "status"), "currentPodHash");
  const own = workload["kind"] === "Rollout" ? `rollouts-pod-template-hash=${hash}` : "pod-template-hash";
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return encodeURIComponent([...pairs, own].join(","));
}

/** Newest first. A pod that is on its way out tells nothing of the new version. */
function newestLiving(pods: readonly DataObject[]): DataObject[] {
  const created = (pod: DataObject): string => textAt(mapAt(pod, "metadata"), "creationTimestamp");
  const living = pods.filter((pod) => !("deletionTimestamp" in mapAt(pod, "metadata")));
  return living.sort((a, b) => created(b).localeCompare(created(a)));
}

function isReady(pod: DataObject): boolean {
  return listAt(mapAt(pod, "status"), "conditions").some(
    ({ type, status }) => type === "Ready" && status === "True",
  );
}

function podTrouble(pod: DataObject): string {
  const status = mapAt(pod, "status");
  const scheduled = listAt(status, "conditions").find(({ type }) => type === "PodScheduled");
  const subject = `The pod ${nameOf(pod)}`;
  if (scheduled?.["status"] === "False")
    return `${subject} cannot be scheduled: ${closed(textAt(scheduled, "message"))}`;
  const isStuck = ({ ready, state }: DataObject): boolean => ready !== true && !isDone(state);
  const init = listAt(status, "initContainerStatuses").find(isStuck);
  const stuck = init ?? listAt(status, "containerStatuses").find(isStuck);
  if (stuck === undefined) return `${subject} is ${textAt(status, "phase") || "not started"}.`;
  const name = `the ${init === undefined ? "" : "init "}container ${textAt(stuck, "name")}`;
  const running = init === undefined ? "runs, but its readiness probe is not good." : "still runs.";
  return `${subject}: ${name} ${containerState(stuck, running)}`;
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
  return `exit code ${String(terminated["exitCode"])}: ${reasonOf(terminated)}`;
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
