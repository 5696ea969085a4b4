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
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(signal, () => void removePlane(dir).finally(() => process.exit(code)));
  }
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
  await removePlane(plane.dir);
  await rm(plane.dir, { recursive: true, force: true });
}

/** A new folder for one plane. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "progressive-delivery-"));
}

/** For a client of `@kubernetes/client-node`. */
export function kubeConfigOf(plane: Plane): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(plane.kubeconfig);
  return config;
}
