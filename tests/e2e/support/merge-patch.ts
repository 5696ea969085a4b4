import { isDeepStrictEqual } from "node:util";
import { isDataObject } from "../../../components/config";

type Fields = Readonly<Record<string, unknown>>;

/** RFC 7386: what makes the one object of the other. A list is replaced as a whole. */
export function patchBetween(before: Fields, after: Fields): Fields {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    keys
      .filter((key) => !isDeepStrictEqual(before[key], after[key]))
      .map((key) => [key, change(before[key], after[key])]),
  );
}

function change(before: unknown, after: unknown): unknown {
  if (after === undefined) return null;
  return isDataObject(before) && isDataObject(after) ? patchBetween(before, after) : after;
}

export function patched(target: Fields, patch: Fields): Fields {
  const changed = Object.entries(patch).map(([key, value]): [string, unknown] => {
    const before = target[key];
    return [key, isDataObject(value) ? patched(isDataObject(before) ? before : {}, value) : value];
  });
  const all = { ...target, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** RFC 6901. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A copy without what the pointers lead to. */
export function without<T>(value: T, pointers: readonly string[]): T {
  const copy: T = structuredClone(value);
  for (const pointer of pointers) {
    const keys = keysOf(pointer);
    const last = keys.pop() ?? "";
    const holder = keys.reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : undefined), copy);
    if (isObject(holder)) Reflect.deleteProperty(holder, last);
  }
  return copy;
}

/** Pointers to everything in which two values differ. */
export function differences(one: unknown, other: unknown, at = ""): string[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return [at];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) =>
    differences(
      Reflect.get(one, key),
      Reflect.get(other, key),
      `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    ),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
