import { type DataObject, isDataObject, nameOf } from "../config";
import { ClusterError } from "./cluster-error";
import type { Get } from "./connection";

/** Objects of one kind: all of them, or those of one namespace. */
export interface Collection {
  /** `apps/v1` */
  readonly apiVersion: string;
  /** `deployments` */
  readonly plural: string;
  readonly namespace?: string;
  /** A label that they have, whatever its value; or all of `label=value,other=value`. */
  readonly label?: string;
  /** Fields that they have: `type=Warning`. */
  readonly field?: string;
}

/** Objects per answer: as many as kubectl asks for. */
const PAGE = 500;

/** All objects. Of a kind that the cluster does not know there are none. */
export async function list(get: Get, collection: Collection): Promise<DataObject[]> {
  return (await listIfKnown(get, collection)) ?? [];
}

/** All objects; undefined where the cluster does not know their kind. */
export async function listIfKnown(get: Get, collection: Collection): Promise<DataObject[] | undefined> {
  return listUnless((status) => status === 404, get, collection);
}

/** Their metadata and nothing else of them. */
export const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/** Names of all objects, without a look at what they hold; undefined where they may not be listed. */
export async function namesIfAllowed(
  get: Get,
  collection: Collection,
): Promise<ReadonlySet<string> | undefined> {
  const objects = await listUnless(
    (status) => status !== 200,
    (path) => get(path, METADATA),
    collection,
  );
  return objects && new Set(objects.map(nameOf));
}

async function listUnless(
  isNone: (status: number) => boolean,
  get: Get,
  collection: Collection,
): Promise<DataObject[] | undefined> {
  const objects: DataObject[] = [];
  for (let next: string | undefined = ""; next !== undefined;) {
    const { status, body } = await get(
      `${pathOf(collection)}?${selection(collection)}limit=${PAGE}&continue=${encodeURIComponent(next)}`,
    );
    if (isNone(status)) return undefined;
    const items = isDataObject(body) ? itemsOf(body) : undefined;
    if (status !== 200 || !isDataObject(body) || items === undefined) {
      throw new ClusterError(refusal(collection.plural, status));
    }
    objects.push(...items);
    next = continuation(body);
  }
  return objects;
}

/** Of metadata alone an empty list is `null`. */
function itemsOf({ items }: DataObject): DataObject[] | undefined {
  if (items === null) return [];
  return Array.isArray(items) ? items.filter(isDataObject) : undefined;
}

export function pathOf({ apiVersion, plural, namespace }: Collection): string {
  const scope = namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupPath(apiVersion)}${scope}/${plural}`;
}

/** Where the API server says which kinds a version of a group has. */
export function groupPath(apiVersion: string): string {
  // The core group has a path of its own.
  return `/${apiVersion.includes("/") ? "apis" : "api"}/${apiVersion}`;
}

function selection({ label, field }: Collection): string {
  const parts = [
    ["labelSelector", label],
    ["fieldSelector", field],
  ] as const;
  return parts
    .flatMap(([key, value]) => (value === undefined ? [] : `${key}=${encodeURIComponent(value)}&`))
    .join("");
}

function continuation({ metadata }: DataObject): string | undefined {
  const token = isDataObject(metadata) ? metadata["continue"] : undefined;
  return typeof token === "string" && token !== "" ? token : undefined;
}

function refusal(plural: string, status: number): string {
  if (status === 401) return "The API server does not accept the kubeconfig's credentials.";
  if (status === 403) return `The kubeconfig's user may not list ${plural}.`;
  return `The API server answered ${String(status)} instead of a list of ${plural}.`;
}
