import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KubeConfig } from "@kubernetes/client-node";

import { removePlane, startPlane, type Plane } from "../../scripts/local/plane";

let shared: Promise<Plane> | undefined;

/**
 * The one control plane of this mocha process: started by the first who asks, ended when all tests are over. Whoever asks in a
 * hook must give it time (`this.timeout`).
 */
export function sharedPlane(): Promise<Plane> {
  shared ??= begin();
  return shared;
}

async function begin(): Promise<Plane> {
  const dir = await temporaryFolder();
  try {
    return await startPlane({ dir });
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

/** Ends the shared plane, if there is one, and removes its folder. */
export async function endSharedPlane(): Promise<void> {
  const plane = await shared?.catch(() => undefined);
  shared = undefined;
  if (plane === undefined) return;
  await remove(plane.dir);
}

/** A new folder for one plane. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "progressive-delivery-"));
  endWithTests(dir);
  return dir;
}

/** The folders of all planes. The processes of a plane outlive who started them. */
const folders = new Set<string>();

/** Ends the plane when the tests are ended from outside, by a signal or by the end of the mocha command that runs this process. */
function endWithTests(dir: string): void {
  folders.add(dir);
  if (folders.size > 1) return;
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([...folders].map(remove)).finally(() => process.exit(code));
  };
  // Not `once`: without a listener that stays, the lock library takes the signal for unhandled and ends the process at once.
  process.on("SIGINT", () => end(130)).on("SIGTERM", () => end(143));
  // Mocha runs the tests in a child, to which it does not hand on a SIGTERM.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end(143);
  }, 1000).unref();
}

async function remove(dir: string): Promise<void> {
  await removePlane(dir);
  await rm(dir, { recursive: true, force: true });
}

/** For a client of `@kubernetes/client-node`. */
export function kubeConfigOf(plane: Pick<Plane, "kubeconfig">): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(plane.kubeconfig);
  return config;
}
