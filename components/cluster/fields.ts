import { type DataObject, isDataObject } from "../config";

export function nameOf(object: DataObject): string {
  return String(mapAt(object, "metadata")["name"]);
}

/** The map at a place; an empty one where there is none. */
export function mapAt(object: DataObject, ...path: readonly string[]): DataObject {
  return path.reduce<DataObject>((at, key) => {
    const value = at[key];
    return isDataObject(value) ? value : {};
  }, object);
}

export function textsAt(object: DataObject, ...path: readonly string[]): Record<string, string> {
  const entries = Object.entries(mapAt(object, ...path));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

export function listAt(object: DataObject, key: string): DataObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}

export function textAt(object: DataObject, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

export function numberAt(object: DataObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}
