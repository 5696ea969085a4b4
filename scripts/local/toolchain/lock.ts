import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as lockfile from "proper-lockfile";
import { HEARTBEAT_MS } from "./progress";

/** A holder that has not touched its lock for so long is dead; a living one does it twice as often. */
const STALE_MS = 10_000;
const POLL_MS = 300;

/**
 * Run `work` as the only process that builds into `cacheDir`. One lock for all tools, because two Go builds side by side are
 * slower than one after the other, and because nobody may drop the build cache under another's build.
 */
export async function withBuildLock<T>(
  cacheDir: string,
  say: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(cacheDir, { recursive: true });
  const release = await acquire(cacheDir, say);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(cacheDir: string, say: (line: string) => void): Promise<() => Promise<void>> {
  let nextWord = Date.now();
  for (;;) {
    try {
      return await tryLock(cacheDir, say);
    } catch (error) {
      if (!isLocked(error)) throw error;
    }
    if (Date.now() >= nextWord) {
      say(`Another process builds tools in ${cacheDir}: waiting for it, then its result is used.`);
      nextWord = Date.now() + HEARTBEAT_MS;
    }
    await sleep(POLL_MS);
  }
}

async function tryLock(cacheDir: string, say: (line: string) => void): Promise<() => Promise<void>> {
  let lost = false;
  const release = await lockfile.lock(cacheDir, {
    lockfilePath: path.join(cacheDir, "build.lock"),
    stale: STALE_MS,
    // After a long sleep of the machine another process may have taken over. Both then build the same content, and each
    // renames its own file into place: wasteful, not wrong.
    onCompromised: (error) => {
      lost = true;
      say(`The build lock was lost (${error.message}); the build goes on.`);
    },
  });
  return async () => {
    if (!lost) await release();
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
