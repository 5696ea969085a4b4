import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, posix } from "node:path";

import type { PlaneFolder } from "../folder";
import { type Container, controllerOf, type Pod } from "./pod";

/** Where the image's controller runs: the relative paths of plugins start there. */
const HOME = "/home/argo-rollouts";
/** Plugins are copied and downloaded into it. */
const PLUGINS = "plugin-bin";

/** What a pod has of its own on the disk, as long as it lives. */
export interface PodFolder {
  readonly root: string;
  /** Working folder of the process. Plays HOME. */
  readonly home: string;
  readonly kubeconfig: string;
}

function folderOf(folder: PlaneFolder): string {
  return join(folder.data, "controllers");
}

function nameOf({ metadata: { namespace, name, uid } }: Pod): string {
  return `${namespace}.${name}.${uid}`;
}

export function podFolder(folder: PlaneFolder, pod: Pod): PodFolder {
  const root = join(folderOf(folder), nameOf(pod));
  return { root, home: join(root, "home"), kubeconfig: join(root, "kubeconfig") };
}

/** Makes what is missing of the pod's folder. */
export function makePodFolder({ root, home }: PodFolder, pod: Pod): void {
  mkdirSync(home, { recursive: true });
  for (const { path, source } of mountsAtHome(pod)) {
    const [from, at] = [join(root, "volumes", source), join(home, path)];
    mkdirSync(from, { recursive: true });
    mkdirSync(dirname(at), { recursive: true });
    if (!existsSync(at)) symlinkSync(from, at);
  }
  mkdirSync(join(home, PLUGINS), { recursive: true });
}

/** Removes the folders of pods that are not there any more. */
export function dropPodFolders(folder: PlaneFolder, living: readonly Pod[]): void {
  const all = folderOf(folder);
  const kept = new Set(living.map(nameOf));
  for (const name of existsSync(all) ? readdirSync(all) : []) {
    if (!kept.has(name)) rmSync(join(all, name), { recursive: true, force: true });
  }
}

interface MountAtHome {
  /** Below HOME. */
  readonly path: string;
  /** Below the folder of the pod's volumes. */
  readonly source: string;
}

function mountsAtHome(pod: Pod): MountAtHome[] {
  const empty = new Set(
    (pod.spec.volumes ?? []).filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name),
  );
  return mountsOf(controllerOf(pod)).flatMap(({ name, mountPath, subPath = "" }) => {
    const path = posix.relative(HOME, mountPath);
    const isBelow = path !== "" && !path.startsWith("..");
    return isBelow && empty.has(name) ? [{ path, source: posix.join(name, subPath) }] : [];
  });
}

/** Mounts that the process has to do without: `volume at /path`. The machine has a /tmp as well. */
export function missingMounts(pod: Pod): string[] {
  const atHome = new Set(mountsAtHome(pod).map(({ path }) => posix.join(HOME, path)));
  return mountsOf(controllerOf(pod))
    .filter(({ mountPath }) => mountPath !== "/tmp" && !atHome.has(posix.normalize(mountPath)))
    .map(({ name, mountPath }) => `${name} at ${mountPath}`);
}

function mountsOf({ volumeMounts = [] }: Container) {
  return volumeMounts;
}
