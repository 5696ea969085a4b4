import { type DataObject, isDataObject } from "./layers";

/** Part of an object of Kubernetes. Its values may be anything, an `Output` of a program too. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value where it is a map; else an empty one. */
export function mapOf(value: unknown): DataObject {
  return isDataObject(value) ? value : {};
}

/** The maps of a list; none where it is no list. */
export function listOf(value: unknown): DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}

/** The map at a place; an empty one where there is none. */
export function mapAt(object: Fields, ...path: readonly string[]): DataObject {
  return path.reduce<DataObject>((at, key) => mapOf(at[key]), mapOf(object));
}

export function listAt(object: Fields, key: string): DataObject[] {
  return listOf(object[key]);
}

export function textsAt(object: Fields, ...path: readonly string[]): Record<string, string> {
  const entries = Object.entries(mapAt(object, ...path));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

export function textAt(object: Fields, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

export function numberAt(object: Fields, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}

export function nameOf(object: Fields): string {
  return String(mapAt(object, "metadata")["name"]);
}
