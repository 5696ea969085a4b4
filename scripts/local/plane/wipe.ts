import { rmdirSync, rmSync } from "node:fs";

import type { PlaneFolder } from "./folder";
import { manifestPath, manifests } from "./manifests";

/** Removes what a plane has written: cluster data, logs, Pulumi state. Anything else in the folder is not ours. */
export function wipe(folder: PlaneFolder): void {
  const { data, logs, pids, bin, kubeconfig, kubeCache, ports, pulumiState, pulumiHome } = folder;
  for (const path of [
    data,
    logs,
    pids,
    bin,
    kubeconfig,
    kubeCache,
    ports,
    ...manifests.map(({ tool }) => manifestPath(folder, tool)),
    pulumiState,
    pulumiHome,
  ]) {
    rmSync(path, { recursive: true, force: true });
  }
}

export function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // it holds files of somebody else
  }
}
