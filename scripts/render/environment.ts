import { isDataObject } from "../../components/config";
import type { Manifest } from "../../components/manifests";
import { keyOf } from "../../stacks/stack-objects";
import type { ServiceManifests, StackManifests } from "../../stacks/stack-manifests";
import { LoadError } from "../config/load-error";
import { fileNames } from "./file-names";
import { gitopsObject, type Treatment } from "./gitops-object";
import { yamlOf } from "./yaml";

/** Path -> text. */
export type Files = ReadonlyMap<string, string>;

export interface RenderedEnvironment {
  /** By path. */
  readonly files: Files;
  /** Secrets with values, which are not among them: `Secret shop/keys`. */
  readonly withheld: readonly string[];
}

/**
 * The objects of a stack as files, one folder for each service and one for all else. Throws a `LoadError` where two objects are
 * one in the cluster: who syncs them would let the one undo the other.
 */
export function renderEnvironment(stack: string, manifests: StackManifests): RenderedEnvironment {
  const { controller, platform, services, kept } = manifests;
  const folders: [string, readonly Manifest[], (one: Manifest) => number | undefined][] = [
    ["platform/controller", controller, always(undefined)],
    ["platform", platform, always(undefined)],
    ...[...services].map(([name, service]): (typeof folders)[number] => [
      `services/${name}`,
      service.manifests,
      waves(service),
    ]),
  ];
  const all = folders.flatMap(([, objects]) => objects);
  refuseTwice(all);
  const files = folders.flatMap(([folder, objects, waveOf]) => {
    const written = objects.filter((one) => !isSecretWithValues(one));
    const names = fileNames(written);
    return written.map((one): [string, string] => [
      `${folder}/${names.get(one) ?? ""}`,
      textOf(stack, one, treatment(kept.has(one), waveOf(one))),
    ]);
  });
  return { files: new Map(files.sort(byPath)), withheld: all.filter(isSecretWithValues).map(keyOf) };
}

function textOf(stack: string, manifest: Manifest, how: Treatment): string {
  return `# Rendered from the stack ${stack}: an edit is lost with the next run.\n${yamlOf(gitopsObject(manifest, how))}`;
}

function treatment(isKept: boolean, wave: number | undefined): Treatment {
  return { isKept, ...(wave !== undefined && { wave }) };
}

/** What a Job of a service reads, and is allowed by. Others may become healthy only with the pods of the workload. */
const readByJobs = new Set(["ServiceAccount", "Role", "RoleBinding", "ConfigMap", "ExternalSecret"]);

/** Where a Job has to succeed before a new version starts, it comes first, and after what it reads. */
function waves({ plan }: ServiceManifests): (one: Manifest) => number | undefined {
  const gates = new Set(plan.gates);
  if (gates.size === 0) return always(undefined);
  const before = new Set(plan.prerequisites.filter(({ kind }) => readByJobs.has(kind)));
  return (one) => (gates.has(one) ? -1 : before.has(one) ? -2 : undefined);
}

function always<T>(value: T): () => T {
  return () => value;
}

/** Not for a repository, whoever may read that. An empty one, which others fill, tells nothing. */
function isSecretWithValues({ apiVersion, kind, ...object }: Manifest): boolean {
  if (apiVersion !== "v1" || kind !== "Secret") return false;
  return ["data", "stringData"].some((field) => {
    const values = object[field];
    return isDataObject(values) && Object.keys(values).length > 0;
  });
}

function refuseTwice(objects: readonly Manifest[]): void {
  const seen = new Set<string>();
  for (const object of objects) {
    const key = `${object.apiVersion.replace(/\/?[^/]*$/, "")} ${keyOf(object)}`;
    if (seen.has(key))
      throw new LoadError(`Two parts of the stack make the ${keyOf(object).trim()}. Take one of them out.`);
    seen.add(key);
  }
}

function byPath([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1;
}
