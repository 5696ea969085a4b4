import type { KubeObject } from "./await";
import { isFields, type Fields } from "./values";

/** One entry of `metadata.managedFields`: who set which fields, and how. */
export interface ManagedFields extends Fields {
  manager: string;
  operation: "Apply" | "Update";
  apiVersion?: string;
  subresource?: string;
  fieldsV1?: Fields;
}

/** The object's `metadata.managedFields`. */
export function managedFieldsOf(object: KubeObject): ManagedFields[] {
  const list = object.metadata["managedFields"];
  return Array.isArray(list) ? list.filter(isManagedFields) : [];
}

function isManagedFields(value: unknown): value is ManagedFields {
  return isFields(value) && typeof value["manager"] === "string" && typeof value["operation"] === "string";
}

/** Whether the set holds the field at `path` or anything below it. */
export function owns(set: Fields | undefined, path: readonly string[]): boolean {
  let at: unknown = set ?? {};
  for (const name of path) {
    at = isFields(at) ? at[`f:${name}`] : undefined;
    if (at === undefined) return false;
  }
  return true;
}

/** Managers whose fields an apply takes over: kubectl's, and the official provider's before it applied. */
const TAKEN_OVER = [
  "kubectl",
  "before-first-apply",
  "pulumi-kubernetes",
  "pulumi-kubernetes.exe",
  "pulumi-resource-kubernetes",
];

/**
 * The entries with what `manager` created turned into what it applied, or undefined if there is nothing to turn. The API
 * server takes the creator (operation Update) and the applier for two managers even under one name, so without this
 * the first apply would conflict with our own create, and fields that leave the program would stay.
 */
export function takeOver(entries: readonly ManagedFields[], manager: string): ManagedFields[] | undefined {
  const isOurs = (entry: ManagedFields): boolean =>
    isTakenOver(entry, manager) || (entry.manager === manager && entry.operation === "Apply");
  if (!entries.some((entry) => isTakenOver(entry, manager))) return undefined;
  const ours = entries.filter(isOurs);
  const newest = ours.at(-1);
  if (newest === undefined) return undefined;
  const merged = ours.reduce<Fields>((set, entry) => union(set, entry.fieldsV1 ?? {}), {});
  return [
    ...entries.filter((entry) => !isOurs(entry)),
    { ...newest, manager, operation: "Apply", fieldsV1: merged },
  ];
}

/** Whether an apply by `manager` takes this entry over. */
export function isTakenOver(entry: ManagedFields, manager: string): boolean {
  if (entry.subresource !== undefined && entry.subresource !== "") return false;
  if (entry.manager === "kubectl") return true;
  return entry.operation === "Update" && (entry.manager === manager || TAKEN_OVER.includes(entry.manager));
}

function union(a: Fields, b: Fields): Fields {
  const result = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = result[key];
    result[key] = isFields(other) && isFields(value) ? union(other, value) : value;
  }
  return result;
}
