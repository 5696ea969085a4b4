import { DEFAULT_TIMEOUT_SECONDS } from "./annotations";
import { conditionsOf, reasonAndMessage } from "./conditions";
import { listAt } from "./fields";
import { poll, type Ending } from "./poll";
import type { KubeObject, ObjectRef, Reader } from "./reader";
import { messageOf, nameOf } from "./words";

/** How long to wait for the end of an object. */
export interface DeletedOptions {
  timeoutSeconds?: number | undefined;
  /** Ends the wait at once, with an error. */
  signal?: AbortSignal | undefined;
}

/** Waits until the object is gone, or is another one of the same name. Rejects, saying what holds it, when it stays. */
export async function awaitDeleted(
  reader: Reader,
  ref: ObjectRef,
  options: DeletedOptions = {},
): Promise<void> {
  const seconds = options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
  const isGone = (seen: KubeObject | undefined) =>
    seen === undefined || (ref.uid !== undefined && seen.metadata.uid !== ref.uid);
  const ending = await poll(() => reader.get(ref), isGone, {
    timeoutMs: seconds * 1_000,
    signal: options.signal,
  });
  if (ending.how !== "done")
    throw new Error(`${WHY[ending.how](nameOf(ref), seconds, ending)}${holders(ending.last)}`);
}

const WHY: Record<
  Exclude<Ending<unknown>["how"], "done">,
  (name: string, seconds: number, ending: Ending<unknown>) => string
> = {
  "timed out": (name, seconds) => `Timed out waiting for deletion of ${name} after ${seconds} s`,
  cancelled: (name) => `Resource operation was cancelled while waiting for deletion of ${name}`,
  unreadable: (name, _seconds, ending) =>
    `Could not tell whether ${name} is gone: ${"error" in ending ? messageOf(ending.error) : ""}`,
};

function holders(object: KubeObject | undefined): string {
  if (!object) return "";
  const finalizers = [
    ...(object.metadata.finalizers ?? []),
    ...listAt(object, "spec.finalizers").map(String),
  ];
  const named =
    finalizers.length > 0 ? [`finalizers might be preventing deletion (${finalizers.join(", ")})`] : [];
  const reported = conditionsOf(object)
    .filter(({ type, status }) => type.startsWith("Namespace") && status === "True")
    .map(reasonAndMessage);
  const unmarked = object.metadata.deletionTimestamp === undefined ? ["it is not marked for deletion"] : [];
  return [...unmarked, ...named, ...reported].map((part) => `; ${part}`).join("");
}
