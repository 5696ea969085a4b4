import type * as pulumi from "@pulumi/pulumi";
import { CONFIG_OF, type LiveConfigMap } from "../../config";
import { checksum, type Manifest, metadata, type Subject } from "../../manifests";

/** What a ConfigMap of a service is for: part of its name. */
export const parts = ["config", "env"] as const;
export type Part = (typeof parts)[number];

/** By key. Text that is known only while the program runs cannot be part of a name. */
export type Texts = Readonly<Record<string, pulumi.Input<string>>>;

/**
 * Config never changes under a pod: other text is another ConfigMap, and this one stays as long as an old ReplicaSet may
 * start pods that mount it. Only text that is known later is changed in place.
 */
export function configMap(subject: Subject, part: Part, data: Texts): Manifest {
  return labelled(subject, configMapName(subject.name, part, data), isKnown(data), data);
}

export function configMapName(service: string, part: Part, data: Texts): string {
  const name = `${service}-${part}`;
  return isKnown(data) ? `${name}-${contentHash(data)}` : name;
}

/** As it is in the cluster, under the labels of today, which are all that may change of it. */
export function liveConfigMap(subject: Subject, name: string, { immutable, data }: LiveConfigMap): Manifest {
  return labelled(subject, name, immutable, data);
}

function labelled(subject: Subject, name: string, immutable: boolean, data: Texts): Manifest {
  const common = metadata(subject);
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { ...common, name, labels: { ...common.labels, [CONFIG_OF]: subject.name } },
    ...(immutable && { immutable }),
    data,
  };
}

export function isKnown(data: Texts): data is Readonly<Record<string, string>> {
  return Object.values(data).every((text) => typeof text === "string");
}

/** Of the text, whatever the order of the keys: the API server sorts them. */
function contentHash(data: Readonly<Record<string, string>>): string {
  return checksum(Object.entries(data).sort(byKey)).slice(0, 8);
}

export function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
