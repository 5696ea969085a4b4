import { timeoutSecondsOf } from "./annotations";
import { poll, type Ending } from "./poll";
import { refOf, type KubeObject, type Reader } from "./reader";
import { readinessOf, type Look, type Readiness } from "./readiness";
import type { Verdict } from "./verdict";
import { cause, leadSentence, messageOf, type Operation } from "./words";

export { waitsForDeletion } from "./annotations";
export { awaitDeleted, type DeletedOptions } from "./deletion";
export {
  refOf,
  type KubeObject,
  type ListQuery,
  type ObjectMeta,
  type ObjectRef,
  type Reader,
} from "./reader";
export type { Operation } from "./words";

/** How long the search for further reasons may take. */
const EXPLAIN_MS = 5_000;

/** How to wait. */
export interface ReadyOptions {
  operation: Operation;
  /** Seconds. Where it is absent or 0, the object's `pulumi.com/timeoutSeconds` counts, else ten minutes. */
  timeoutSeconds?: number | undefined;
  /** Ends the wait at once, as a failure, so that the object is not lost from the state. */
  signal?: AbortSignal | undefined;
  /** Told how far the object is, each time that changes. */
  log?: ((message: string) => void) | undefined;
}

/** The object as last seen, and why it is not ready, if it is not. */
export interface AwaitResult {
  object: KubeObject;
  /** The first reason is the sentence to show; the others say what was found. */
  failure?: { reasons: string[] };
}

/**
 * Waits until the object is ready as the official provider sees it; at a read, only looks. An object that does not become
 * ready, whatever the cause, is a result with a failure: it exists, and the engine must keep it.
 */
export async function awaitReady(
  reader: Reader,
  object: KubeObject,
  options: ReadyOptions,
): Promise<AwaitResult> {
  try {
    const readiness = readinessOf(reader, object, options.operation);
    if (!readiness) return { object };
    return await (options.operation === "read"
      ? report(readiness, object, options)
      : wait(reader, readiness, object, options));
  } catch (error) {
    return failed(options.operation, object, messageOf(error));
  }
}

/** One look is enough; only an outage makes it several. */
async function report(readiness: Readiness, object: KubeObject, options: ReadyOptions): Promise<AwaitResult> {
  const limits = {
    timeoutMs: timeoutSecondsOf(object, options.timeoutSeconds) * 1_000,
    signal: options.signal,
  };
  const ending = await poll(
    async () => ({ object, verdict: await readiness.judge(object) }),
    () => true,
    limits,
  );
  if (ending.last?.verdict.ready) return { object };
  const reasons = [
    ...(ending.last?.verdict.reasons ?? []),
    ...(await explained(readiness, object, options.signal)),
  ];
  return failed("read", object, causeOf(ending, readiness, object), reasons);
}

async function wait(
  reader: Reader,
  readiness: Readiness,
  object: KubeObject,
  options: ReadyOptions,
): Promise<AwaitResult> {
  const look = async (): Promise<Look | undefined> => {
    const live = await reader.get(refOf(object));
    return live && { object: live, verdict: await readiness.judge(live) };
  };
  const settled = settleGate();
  const tell = onChange(options.log);
  const isDone = (seen: Look | undefined) => {
    if (!seen || seen.verdict.failed) return true;
    if (!seen.verdict.ready) tell(seen.verdict.progress ?? seen.verdict.reasons.join("; "));
    return settled(seen.verdict);
  };
  const timeoutMs = timeoutSecondsOf(object, options.timeoutSeconds) * 1_000;
  const ending = await poll(look, isDone, { timeoutMs, signal: options.signal });

  const last = ending.last?.object ?? object;
  const verdict = ending.last?.verdict;
  const isReady = ending.how === "done" ? verdict?.ready : ending.how === "timed out" && accepts(verdict);
  if (isReady) return { object: last };
  const reasons = [
    ...(verdict?.reasons ?? []),
    ...(ending.last ? await explained(readiness, last, options.signal) : []),
  ];
  return failed(options.operation, last, causeOf(ending, readiness, last), reasons);
}

/** Ready apart from the settling, or agreed to be ready when the time is over. */
function accepts(verdict: Verdict | undefined): boolean {
  return verdict?.ready === true || verdict?.acceptAtTimeout === true;
}

function causeOf(ending: Ending<Look | undefined>, readiness: Readiness, object: KubeObject): string {
  if (ending.how === "unreadable") return messageOf(ending.error);
  if (ending.how === "cancelled") return cause.cancelled(object);
  if (ending.how === "done") return ending.last ? cause.failed(object) : cause.gone(object);
  return readiness.byCondition ? cause.conditionTimedOut() : cause.timedOut(object);
}

function failed(operation: Operation, object: KubeObject, why: string, reasons: string[] = []): AwaitResult {
  return { object, failure: { reasons: [leadSentence(operation, object, why), ...new Set(reasons)] } };
}

/** The pods only explain: where they cannot be read, the failure stands without them. */
async function explained(readiness: Readiness, object: KubeObject, signal?: AbortSignal): Promise<string[]> {
  const ending = await poll(
    () => readiness.explain(object),
    () => true,
    { timeoutMs: EXPLAIN_MS, signal },
  );
  return ending.last ?? [];
}

/** Remembers since when a value is what it is. */
function settleGate(): (verdict: Verdict) => boolean {
  let held: { value: string; since: number } | undefined;
  return ({ ready, settle }) => {
    if (!settle) return ready;
    if (held?.value !== settle.value) held = { value: settle.value, since: Date.now() };
    return ready && Date.now() - held.since >= settle.forMs;
  };
}

function onChange(log: ((message: string) => void) | undefined): (message: string) => void {
  let told = "";
  return (message) => {
    if (message !== told) log?.(message);
    told = message;
  };
}
