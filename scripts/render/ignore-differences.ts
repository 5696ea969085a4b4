import type { Path } from "../../components/config";
import type { Manifest } from "../../components/manifests";
import type { StackManifests } from "../../stacks/stack-manifests";

/** Fields of one object that Argo CD neither compares nor writes. Upstream: `ResourceIgnoreDifferences`. */
export interface IgnoredFields {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly jsonPointers: readonly string[];
}

/**
 * What others write into the objects of a stack, object by object: the number of pods of one that an autoscaler scales is not
 * for Git to say, and that of another is.
 */
export function ignoredFields({ writtenByOthers }: Pick<StackManifests, "writtenByOthers">): IgnoredFields[] {
  return [...writtenByOthers].map(([manifest, paths]) => ofObject(manifest, paths));
}

function ofObject({ apiVersion, kind, metadata }: Manifest, paths: readonly Path[]): IgnoredFields {
  const { name, namespace } = metadata;
  return {
    group: apiVersion.includes("/") ? apiVersion.replace(/\/.*$/, "") : "",
    ...{ kind, name },
    ...(typeof namespace === "string" && { namespace }),
    jsonPointers: paths.map(pointerTo),
  };
}

/** RFC 6901. */
export function pointerTo(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
