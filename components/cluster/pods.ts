import { type DataObject, isDataObject } from "../config";
import type { Get } from "./connection";
import { listAt, mapAt, textAt } from "./fields";

/** A workload's pods that are not on their way out, newest first; undefined where they may not be read. */
export async function podsOf(get: Get, workload: DataObject): Promise<DataObject[] | undefined> {
  const pods = await itemsAt(get, `${corePath(workload)}/pods?labelSelector=${selectorOf(workload)}`);
  return pods && newestLiving(pods);
}

/** Of several versions those of the newest. */
export function ofNewestVersion(pods: readonly DataObject[]): DataObject[] {
  const hash = (pod: DataObject | undefined): unknown =>
    pod && mapAt(pod, "metadata", "labels")["pod-template-hash"];
  return pods.filter((pod) => hash(pod) === hash(pods[0]));
}

/** Where the workload's namespace has pods and events. */
export function corePath(workload: DataObject): string {
  const namespace = textAt(mapAt(workload, "metadata"), "namespace");
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
}

/** Undefined where they may not be read. */
export async function itemsAt(get: Get, path: string): Promise<DataObject[] | undefined> {
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
