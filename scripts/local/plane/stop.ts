import { setTimeout as sleep } from "node:timers/promises";

import type { PlaneFolder } from "./folder";
import { parts } from "./parts";
import {
  forgetProcess,
  isAlive,
  markStopping,
  readRecords,
  signalProcess,
  type ProcessRecord,
} from "./records";

type Log = (line: string) => void;

/** How long a process may take to end before it is killed. */
const graceMs = 10_000;

/** Ends the remembered processes, each after those that need it; `only` says which. */
export async function stopProcesses(
  folder: PlaneFolder,
  log: Log,
  only?: ReadonlySet<string>,
): Promise<void> {
  for (const wave of waves()) {
    const records = readRecords(folder).filter(({ name }) => wave(name) && (only?.has(name) ?? true));
    await Promise.all(records.map((record) => endProcess(folder, record, log)));
  }
}

/** Which names end together, first to last. */
function waves(): ((name: string) => boolean)[] {
  const depths = new Map<string, number>();
  for (const { name, needs } of parts) {
    depths.set(name, 1 + Math.max(-1, ...needs.map((need) => depths.get(need) ?? 0)));
  }
  const deepest = Math.max(...depths.values());
  const byDepth = Array.from(
    { length: deepest + 1 },
    (_, i) => (name: string) => depths.get(name) === deepest - i,
  );
  // The runner ends its controllers itself; those it left behind are in no table, and still talk to the API server.
  return [(name) => name === "controller-runner", (name) => !depths.has(name), ...byDepth];
}

async function endProcess(folder: PlaneFolder, record: ProcessRecord, log: Log): Promise<void> {
  if (isAlive(record)) {
    markStopping(folder, record);
    log(`Stopped ${record.name} (pid ${record.pid})${await endAlive(record)}.`);
  }
  forgetProcess(folder, record.name);
}

/** Says how, when it was not by the polite way. */
async function endAlive(record: ProcessRecord): Promise<string> {
  signalProcess(record, "SIGTERM");
  if (await waitForEnd(record, graceMs)) return "";
  signalProcess(record, "SIGKILL");
  if (await waitForEnd(record, graceMs)) return ` by force: it did not end within ${graceMs / 1000} s`;
  throw new Error(`${record.name} (pid ${record.pid}) does not end, even by SIGKILL. Its log: ${record.log}`);
}

async function waitForEnd(record: ProcessRecord, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(25)) {
    if (!isAlive(record)) return true;
  }
  return !isAlive(record);
}
