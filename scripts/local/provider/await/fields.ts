/** A JSON object whose fields are not known. */
export type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a dotted path, undefined where any part is missing. */
export function valueAt(from: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), from);
}

/** The object at a dotted path, empty when there is none. */
export function fieldsAt(from: unknown, path: string): Fields {
  const value = valueAt(from, path);
  return isFields(value) ? value : {};
}

/** The number at a dotted path. A string of digits is not a number. */
export function numberAt(from: unknown, path: string): number | undefined {
  const value = valueAt(from, path);
  return typeof value === "number" ? value : undefined;
}

/** The number at a dotted path, zero when it is missing: controllers leave a count of zero out. */
export function countAt(from: unknown, path: string): number {
  return numberAt(from, path) ?? 0;
}

/** The string at a dotted path, empty when there is none. */
export function textAt(from: unknown, path: string): string {
  const value = valueAt(from, path);
  return typeof value === "string" ? value : "";
}

/** The list at a dotted path, empty when there is none. */
export function listAt(from: unknown, path: string): unknown[] {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value : [];
}

/** The objects of the list at a dotted path. */
export function itemsAt(from: unknown, path: string): Fields[] {
  return listAt(from, path).filter(isFields);
}
