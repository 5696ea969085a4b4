import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";

const POLL_MS = 200;
const REMIND_MS = 30_000;

export interface Lock {
  /** The folder that the lock is for; made when missing. */
  readonly folder: string;
  readonly file: string;
  readonly say: (line: string) => void;
  /** What is said, now and then, while another process holds it. */
  readonly waiting: string;
}

/**
 * Runs `work` as the only process that holds the lock. Waits for as long as another one lives; the lock of a dead process
 * lapses after ten seconds. A lock that is lost (a machine that slept for long) is told, and the work goes on.
 */
export async function withLock<T>(wanted: Lock, work: () => Promise<T>): Promise<T> {
  await mkdir(wanted.folder, { recursive: true, mode: 0o700 });
  const release = await acquire(wanted);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(wanted: Lock): Promise<() => Promise<void>> {
  for (let reminder = Date.now(); ; await sleep(POLL_MS)) {
    try {
      return await tryLock(wanted);
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    if (Date.now() < reminder) continue;
    wanted.say(wanted.waiting);
    reminder = Date.now() + REMIND_MS;
  }
}

async function tryLock({ folder, file, say }: Lock): Promise<() => Promise<void>> {
  let lost = false;
  const release = await lock(folder, {
    lockfilePath: file,
    onCompromised: (error) => {
      lost = true;
      say(`The lock ${file} was lost (${error.message}); the work goes on.`);
    },
  });
  return async () => {
    if (!lost) await release();
  };
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
