import { planeFolder } from "./folder";
import { logTail } from "./log-tail";
import { isAlive, readRecords, type ProcessRecord } from "./records";

/** A process of the plane that ended without being asked to. */
export interface Crash {
  readonly part: string;
  readonly log: string;
  /** The last lines of the log. */
  readonly tail: string;
}

/** All processes of the plane in `dir` that ended without being asked to. */
export function planeCrashes(dir: string): Crash[] {
  return readRecords(planeFolder(dir)).filter(isCrashed).map(crashOf);
}

export function isCrashed(record: ProcessRecord): boolean {
  return !record.stopping && !record.mayEnd && !isAlive(record);
}

export function crashOf({ name, log }: ProcessRecord): Crash {
  return { part: name, log, tail: logTail(log) };
}

/** What a person is told. */
export function describeCrash({ part, log, tail }: Crash): string {
  const indented = tail === "" ? "  (the log is empty)" : tail.replace(/^/gm, "  | ");
  return `${part} ended by itself. The end of its log (${log}):\n${indented}`;
}

/** A part's end stopped a start. */
export class PartCrashed extends Error {
  override readonly name = "PartCrashed";

  constructor(readonly crash: Crash) {
    super(describeCrash(crash));
  }

  /** Somebody took the port after it was found free. */
  get portTaken(): boolean {
    return /address already in use|EADDRINUSE/i.test(this.crash.tail);
  }
}
