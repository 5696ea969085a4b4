import { setTimeout as sleep } from "node:timers/promises";
import { isTransient } from "./transient";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 1_000;
const PAUSE_GROWTH = 1.5;
/** For how long reads may fail in a row before the wait gives up: longer than a restart of the API server takes. */
const OUTAGE_MS = 10_000;

/** How a wait ended. `last` is what the last successful look gave. */
export type Ending<T> =
  | { how: "done"; last: T }
  | { how: "timed out" | "cancelled"; last: T | undefined }
  | { how: "unreadable"; last: T | undefined; error: unknown };

/** When a wait gives up. */
export interface Limits {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

/** A timer that is set for longer goes off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const TIME_IS_UP = Symbol("time is up");

/** Looks again and again, ever slower, until `isDone`, the time-out or the signal; it sits out short outages of the cluster. */
export async function poll<T>(
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
  limits: Limits,
): Promise<Ending<T>> {
  const stop = new AbortController();
  const cancel = () => stop.abort(limits.signal?.reason);
  limits.signal?.addEventListener("abort", cancel, { once: true });
  if (limits.signal?.aborted) cancel();
  const timer = setTimeout(() => stop.abort(TIME_IS_UP), Math.min(limits.timeoutMs, LONGEST_TIMER_MS));
  try {
    return await lookUntil(look, isDone, stop.signal);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener("abort", cancel);
    stop.abort();
  }
}

async function lookUntil<T>(
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
  stop: AbortSignal,
): Promise<Ending<T>> {
  let last: T | undefined;
  const outage = outageClock();
  for (let pause = FIRST_PAUSE_MS; !stop.aborted; pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE_MS)) {
    try {
      last = await orAborted(look(), stop);
      outage.over();
      if (isDone(last)) return { how: "done", last };
    } catch (error) {
      if (!stop.aborted && !outage.bears(error)) return { how: "unreadable", last, error };
    }
    await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
  }
  return { how: stop.reason === TIME_IS_UP ? "timed out" : "cancelled", last };
}

/** Tells whether a failed read may be tried again. */
function outageClock() {
  let since: number | undefined;
  return {
    over: () => (since = undefined),
    bears(error: unknown): boolean {
      since ??= Date.now();
      return isTransient(error) && Date.now() - since <= OUTAGE_MS;
    },
  };
}

/** A read that hangs must not outlive the wait. */
function orAborted<T>(promise: Promise<T>, stop: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error("the wait has ended"));
    stop.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => stop.removeEventListener("abort", abort));
  });
}
