import type { Manifest } from "../../components/manifests";

/** A name for each object's file: `rollout-pay.yaml`; with group and namespace where others of a folder have that name too. */
export function fileNames(manifests: readonly Manifest[]): ReadonlyMap<Manifest, string> {
  const short = new Map(manifests.map((one) => [one, nameOf(one.kind, one.metadata.name)]));
  const taken = [...short.values()];
  const isAlone = (name: string) => taken.filter((one) => one === name).length === 1;
  return new Map(
    [...short].map(([manifest, name]) => [manifest, isAlone(name) ? name : longNameOf(manifest)]),
  );
}

function longNameOf({ apiVersion, kind, metadata: { name, namespace } }: Manifest): string {
  const group = apiVersion.includes("/") ? apiVersion.replace(/\/.*$/, "") : "core";
  return nameOf(kind, group, typeof namespace === "string" ? namespace : "", name);
}

/** Names of rights may have colons, which not every file system takes. A dot is in no kind and at no end of a name. */
function nameOf(kind: string, ...parts: readonly string[]): string {
  const rest = parts.filter((part) => part !== "").join("..");
  return `${kind.toLowerCase()}-${rest.replace(/[^-.\w]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)}.yaml`;
}
