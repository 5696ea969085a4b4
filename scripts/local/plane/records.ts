import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { PlaneFolder } from "./folder";
import { processStart } from "./identity";

/** What the plane remembers of a process that it started. */
export interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  /** See `processStart`. */
  readonly start: string;
  readonly log: string;
  /** Somebody is ending it on purpose, so its end is no crash. */
  readonly stopping?: true;
  /** It is none of the plane's own, and may end whenever it will: a pod's process. */
  readonly mayEnd?: true;
}

/** Remembers a process that was started just now. */
export function recordProcess(
  folder: PlaneFolder,
  started: Pick<ProcessRecord, "name" | "pid" | "log" | "mayEnd">,
): ProcessRecord {
  const record = { ...started, start: processStart(started.pid) ?? "ended at once" };
  writeRecord(folder, record);
  return record;
}

/** Says that the end of this process, which follows, is wanted. */
export function markStopping(folder: PlaneFolder, record: ProcessRecord): void {
  writeRecord(folder, { ...record, stopping: true });
}

function writeRecord(folder: PlaneFolder, record: ProcessRecord): void {
  mkdirSync(folder.pids, { recursive: true });
  const path = recordPath(folder, record.name);
  // Whoever reads at this moment sees the old record or the new one, never half of one.
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(record, undefined, 2));
  renameSync(draft, path);
}

export function forgetProcess(folder: PlaneFolder, name: string): void {
  rmSync(recordPath(folder, name), { force: true });
}

/** All processes that the plane remembers, dead or alive. */
export function readRecords(folder: PlaneFolder): ProcessRecord[] {
  return listRecordFiles(folder).flatMap((file) => {
    try {
      return [JSON.parse(readFileSync(join(folder.pids, file), "utf8")) as ProcessRecord];
    } catch {
      return []; // forgotten between the listing and the reading
    }
  });
}

function listRecordFiles(folder: PlaneFolder): string[] {
  try {
    return readdirSync(folder.pids).filter((file) => file.endsWith(".json"));
  } catch {
    return [];
  }
}

function recordPath(folder: PlaneFolder, name: string): string {
  return join(folder.pids, `${name}.json`);
}

/** Whether the very process of the record lives; a later process with the same pid does not count. */
export function isAlive(record: ProcessRecord): boolean {
  return processStart(record.pid) === record.start;
}

/** Sends a signal, but only to the very process of the record. */
export function signalProcess(record: ProcessRecord, signal: NodeJS.Signals): void {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, signal);
  } catch {
    // it ended in between
  }
}
