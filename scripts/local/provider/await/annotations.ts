import type { KubeObject } from "./reader";

/** Official: ten minutes for create, update and delete, whatever the kind. */
export const DEFAULT_TIMEOUT_SECONDS = 600;

/** `pulumi.com/skipAwait: "true"`: ready as soon as the API server has it. */
export function skipsAwait(object: KubeObject): boolean {
  return annotation(object, "pulumi.com/skipAwait") === "true";
}

/** The text of `pulumi.com/waitFor`, if there is one. */
export function waitForOf(object: KubeObject): string | undefined {
  return annotation(object, "pulumi.com/waitFor") || undefined;
}

/** How long to wait: the resource's own time-out, then `pulumi.com/timeoutSeconds`, then the default. */
export function timeoutSecondsOf(object: KubeObject, fromOptions: number | undefined): number {
  if (fromOptions !== undefined && fromOptions > 0) return fromOptions;
  const text = annotation(object, "pulumi.com/timeoutSeconds") ?? "";
  return /^[+-]?\d+$/.test(text) ? Number(text) : DEFAULT_TIMEOUT_SECONDS;
}

/** Kinds whose deletion `pulumi.com/skipAwait` leaves unwatched; every other kind is waited for in spite of it. */
const SKIPPABLE_DELETIONS: ReadonlySet<string> = new Set([
  "v1/Namespace",
  "v1/Pod",
  "v1/ReplicationController",
  "apps/v1/DaemonSet",
  "apps/v1/Deployment",
  "apps/v1/StatefulSet",
  "batch/v1/Job",
]);

/** Whether a delete waits until the object is gone. */
export function waitsForDeletion(object: KubeObject): boolean {
  return !(skipsAwait(object) && SKIPPABLE_DELETIONS.has(`${object.apiVersion}/${object.kind}`));
}

function annotation(object: KubeObject, key: string): string | undefined {
  return object.metadata.annotations?.[key];
}
