import { isDataObject } from "../config";
import type { Fields } from "./deployment";

/** The manifest's own list, and what is said beside it. An item takes the place of an own one with the same name. */
export function byName<T extends object>(
  own: unknown,
  said: readonly T[],
  key: keyof T & string,
): (Fields | T)[] {
  const taken = new Set<unknown>(said.map((one) => one[key]));
  return [...listOf(own).filter((one) => !taken.has(one[key])), ...said];
}

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}
