import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";

import type { PlaneFolder } from "./folder";

/**
 * Runs `work` while nobody else starts or stops the same plane. Waits for as long as another one lives, be it that it builds
 * the tools; the lock of a dead process lapses after ten seconds.
 */
export async function withLock<T>(
  folder: PlaneFolder,
  log: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  const release = await acquire(folder, log);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(folder: PlaneFolder, log: (line: string) => void): Promise<() => Promise<void>> {
  for (let told = false; ; await sleep(200)) {
    try {
      return await lock(folder.root, {
        lockfilePath: folder.lock,
        onCompromised: (error) => log(`The lock ${folder.lock} was lost: ${error.message}`),
      });
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (!told) log("Another start or stop of this control plane is under way: waiting for it.");
      told = true;
    }
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
