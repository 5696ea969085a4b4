import { type DataObject, isDataObject } from "../config";

export function nameOf(object: DataObject): string {
  return String(mapAt(object, "metadata")["name"]);
}

/** Empty where there is no map. */
export function mapAt(object: DataObject, key: string): DataObject {
  const value = object[key];
  return isDataObject(value) ? value : {};
}

export function stringsAt(object: DataObject, key: string): Record<string, string> {
  const entries = Object.entries(mapAt(object, key));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
