import type { LiveConfig, LiveConfigMap } from "../../config";
import type { Manifest, Subject } from "../../manifests";
import { configMapName, liveConfigMap, parts } from "./config-map";

/**
 * ConfigMaps of earlier versions that pods may still be started with: those of ReplicaSets that a canary keeps going, or that
 * a roll-back would scale up. They are registered as they are, so that nothing deletes them.
 */
export function keptConfig(subject: Subject, today: readonly Manifest[], live: LiveConfig): Manifest[] {
  const names = new Set(today.map(({ metadata }) => metadata.name));
  return [...live.configMaps]
    .filter(([name, found]) => isOwn(subject, name, found) && live.inUse.has(name) && !names.has(name))
    .map(([name, found]) => liveConfigMap(subject, name, found));
}

/** Ids of those that are in the cluster already: a stack that has lost sight of one takes it back instead of failing. */
export function idsInCluster(
  subject: Subject,
  manifests: readonly Manifest[],
  live: LiveConfig,
): [Manifest, string][] {
  return manifests.flatMap((manifest): [Manifest, string][] => {
    const { name } = manifest.metadata;
    const found = live.configMaps.get(name);
    if (found === undefined || !isOwn(subject, name, found)) return [];
    return [[manifest, `${found.namespace}/${name}`]];
  });
}

/** By its label and by its name, which follows from its text: nobody else makes such a one by chance. */
function isOwn({ name: service, namespace }: Subject, name: string, found: LiveConfigMap): boolean {
  if (found.service !== service) return false;
  if (typeof namespace === "string" && namespace !== found.namespace) return false;
  return parts.some((part) =>
    found.immutable ? name === configMapName(service, part, found.data) : name === `${service}-${part}`,
  );
}
