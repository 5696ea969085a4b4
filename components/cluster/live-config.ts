import {
  CONFIG_OF,
  type DataObject,
  isDataObject,
  type LiveConfigMap,
  mapAt,
  nameOf,
  textsAt,
} from "../config";

/** ConfigMaps by name. */
export function liveConfigMaps(
  objects: readonly DataObject[],
  namespace: string,
): ReadonlyMap<string, LiveConfigMap> {
  return new Map(
    objects.map((object) => [
      nameOf(object),
      {
        namespace,
        service: textsAt(object, "metadata", "labels")[CONFIG_OF] ?? "",
        immutable: object["immutable"] === true,
        data: textsAt(object, "data"),
      },
    ]),
  );
}

/** Names of all ConfigMaps that the pod templates of workloads name. */
export function namesOfConfigMaps(workloads: readonly DataObject[]): ReadonlySet<string> {
  return new Set(workloads.flatMap((object) => namedIn(mapAt(object, "spec", "template"))));
}

/** How volumes, projected volumes, `envFrom` and `valueFrom` name a ConfigMap. Upstream: core/v1 types. */
const references = new Set(["configMap", "configMapRef", "configMapKeyRef"]);

/** At any depth, so that every container and volume counts. */
function namedIn(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(namedIn);
  if (!isDataObject(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => [
    ...(references.has(key) && isDataObject(value) && "name" in value ? [nameIn(value)] : []),
    ...namedIn(value),
  ]);
}

function nameIn(reference: DataObject): string {
  return String(reference["name"]);
}
