import { type DataObject, isDataObject } from "../config";
import type { Get } from "./connection";
import { listAt, mapAt, nameOf, numberAt, textAt } from "./fields";

/** Why a workload's newest pods are not ready, in sentences, as far as the cluster tells. */
export async function diagnose(get: Get, workload: DataObject): Promise<string[]> {
  const namespace = textAt(mapAt(workload, "metadata"), "namespace");
  const core = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const pods = newestFirst(await items(get, `${core}/pods?labelSelector=${selectorOf(workload)}`));
  const wanted = numberAt(mapAt(workload, "spec"), "replicas") ?? 1;
  const ready = pods.filter(isReady).length;
  const counted = `${String(ready)} of ${String(wanted)} pods are ready.`;
  const broken = pods.find((pod) => !isReady(pod));
  if (broken === undefined) return [counted, ...failuresToCreate(workload)];
  const about = encodeURIComponent(`involvedObject.name=${nameOf(broken)},type=Warning`);
  const events = await items(get, `${core}/events?fieldSelector=${about}`);
  return [counted, podTrouble(broken), ...lastEvent(events)];
}

async function items(get: Get, path: string): Promise<DataObject[]> {
  const { status, body } = await get(path).catch(() => ({ status: 0, body: undefined }));
  return status === 200 && isDataObject(body) ? listAt(body, "items") : [];
}

/** Pods of the other kind have the same labels but for the hash that their controller gives them. */
function selectorOf(workload: DataObject): string {
  const labels = mapAt(workload, "spec", "selector", "matchLabels");
  const hash = textAt(mapAt(workload, "status"), "currentPodHash");
  const own = workload["kind"] === "Rollout" ? `rollouts-pod-template-hash=${hash}` : "pod-template-hash";
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return encodeURIComponent([...pairs, own].join(","));
}

function newestFirst(pods: readonly DataObject[]): DataObject[] {
  const created = (pod: DataObject): string => textAt(mapAt(pod, "metadata"), "creationTimestamp");
  return [...pods].sort((a, b) => created(b).localeCompare(created(a)));
}

function isReady(pod: DataObject): boolean {
  return listAt(mapAt(pod, "status"), "conditions").some(
    ({ type, status }) => type === "Ready" && status === "True",
  );
}

function podTrouble(pod: DataObject): string {
  const status = mapAt(pod, "status");
  const scheduled = listAt(status, "conditions").find(({ type }) => type === "PodScheduled");
  const pronoun = `The pod ${nameOf(pod)}`;
  if (scheduled?.["status"] === "False")
    return `${pronoun} cannot be scheduled: ${closed(textAt(scheduled, "message"))}`;
  const containers = [...listAt(status, "initContainerStatuses"), ...listAt(status, "containerStatuses")];
  const stuck = containers.find(({ ready, state }) => ready !== true && !isDone(state));
  if (stuck === undefined) return `${pronoun} is ${textAt(status, "phase") || "not started"}.`;
  return `${pronoun}: the container ${textAt(stuck, "name")} ${containerState(mapAt(stuck, "state"))}`;
}

/** An init container that has done its work is not ready either. */
function isDone(state: unknown): boolean {
  return isDataObject(state) && mapAt(state, "terminated")["exitCode"] === 0;
}

function containerState(state: DataObject): string {
  const waiting = mapAt(state, "waiting");
  const terminated = mapAt(state, "terminated");
  if ("reason" in waiting) return `waits: ${reasonOf(waiting)}`;
  if ("reason" in terminated)
    return `ended with exit code ${String(terminated["exitCode"])}: ${reasonOf(terminated)}`;
  return "runs, but its readiness probe is not good.";
}

function reasonOf(state: DataObject): string {
  return closed([textAt(state, "reason"), textAt(state, "message")].filter((text) => text !== "").join(": "));
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

function closed(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
