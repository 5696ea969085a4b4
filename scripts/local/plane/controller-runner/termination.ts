import { constants } from "node:os";

import type { Container, Terminated } from "./pod";

/** How a process ended, as Node tells it. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Run {
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The process's log, or its end; runs before it may come first. */
  readonly log: string;
}

/** A kubelet's limits of what it takes from a log. */
const MOST_LINES = 80;
const MOST_BYTES = 2048;

export function terminatedBy(end: End, container: Container, run: Run): Terminated {
  const exitCode = exitCodeOf(end);
  const fallsBack = container.terminationMessagePolicy === "FallbackToLogsOnError";
  const message = exitCode !== 0 && fallsBack ? endOfLog(run.log) : "";
  return {
    exitCode,
    ...(end.signal !== null && { signal: constants.signals[end.signal] }),
    reason: exitCode === 0 ? "Completed" : "Error",
    ...(message !== "" && { message }),
    ...{ startedAt: run.startedAt, finishedAt: run.finishedAt },
  };
}

function exitCodeOf({ code, signal }: End): number {
  return signal === null ? (code ?? 255) : 128 + constants.signals[signal];
}

export function describeEnd({ code, signal }: End): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

/** The last lines of the last run: a line that starts with `---` is where a run begins. */
export function endOfLog(log: string): string {
  const [lastRun = ""] = log.split(/^--- .*\n/m).slice(-1);
  const lines = lastRun.trimEnd().split("\n").slice(-MOST_LINES).join("\n");
  const bytes = Buffer.from(lines);
  return bytes.subarray(Math.max(0, bytes.length - MOST_BYTES)).toString("utf8");
}
