import { isCrashed } from "./crash";
import { logFile, planeFolder, type PlaneFolder } from "./folder";
import { partNames } from "./part";
import { isAlive, readRecords, type ProcessRecord } from "./records";

export type PartState = "running" | "crashed" | "stopped";

export interface PartStatus {
  readonly name: string;
  readonly state: PartState;
  readonly pid?: number;
  readonly log: string;
}

/** How each part is, and each Rollouts controller that the runner has started. */
export function planeStatus(dir: string): Promise<PartStatus[]> {
  const folder = planeFolder(dir);
  const records = new Map(readRecords(folder).map((record) => [record.name, record]));
  const names = new Set<string>([...partNames, ...[...records.keys()].sort()]);
  return Promise.resolve([...names].map((name) => statusOf(folder, name, records.get(name))));
}

/** The parts without which nothing works, as far as they do not run. */
export async function missingParts(dir: string): Promise<PartStatus[]> {
  const needed = new Set<string>(partNames);
  return (await planeStatus(dir)).filter(({ name, state }) => needed.has(name) && state !== "running");
}

function statusOf(folder: PlaneFolder, name: string, record: ProcessRecord | undefined): PartStatus {
  const log = record?.log ?? logFile(folder, name);
  if (record === undefined) return { name, state: "stopped", log };
  if (isAlive(record)) return { name, state: "running", pid: record.pid, log };
  return { name, state: isCrashed(record) ? "crashed" : "stopped", pid: record.pid, log };
}
