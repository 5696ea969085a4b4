import type { Path } from "./finding";

/** Data without the values at some places, and the way back from a place in it to the place in the whole. */
export interface Salvaged {
  readonly data: unknown;
  original(path: Path): Path;
}

/** Takes values out of nested data, list items too. What follows such an item moves up, so places have to be translated. */
export function salvage(data: unknown, removed: readonly Path[]): Salvaged {
  return { data: prune(data, removed), original: (path) => translate(path, data, removed) };
}

/** Where there is nothing, what is wrong is what it is missing from. */
export function nearestExisting(data: unknown, path: Path): Path {
  const [head, ...rest] = path;
  if (head === undefined || !has(data, head)) return [];
  return [head, ...nearestExisting(child(data, head), rest)];
}

/** Whether one place is inside of the other, whichever of the two, or they are the same. */
export function overlaps(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((part, index) => part === b[index]);
}

function prune(data: unknown, removed: readonly Path[]): unknown {
  if (removed.length === 0) return data;
  const kept = (part: string | number) => !isRemoved(part, removed);
  if (Array.isArray(data)) {
    return data.flatMap((item, index) => (kept(index) ? [prune(item, below(index, removed))] : []));
  }
  if (!isObject(data)) return data;
  const entries = Object.entries(data).filter(([key]) => kept(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, prune(value, below(key, removed))]));
}

function translate(path: Path, data: unknown, removed: readonly Path[]): Path {
  const [head, ...rest] = path;
  if (head === undefined) return [];
  const part = typeof head === "number" ? nthKept(head, data, removed) : head;
  return [part, ...translate(rest, child(data, part), below(part, removed))];
}

function nthKept(index: number, data: unknown, removed: readonly Path[]): number {
  if (!Array.isArray(data)) return index;
  return [...data.keys()].filter((key) => !isRemoved(key, removed))[index] ?? index;
}

function isRemoved(part: string | number, removed: readonly Path[]): boolean {
  return removed.some((path) => path.length === 1 && path[0] === part);
}

function below(part: string | number, removed: readonly Path[]): Path[] {
  return removed.filter((path) => path.length > 1 && path[0] === part).map((path) => path.slice(1));
}

function has(data: unknown, part: string | number): boolean {
  return child(data, part) !== undefined;
}

function child(data: unknown, part: string | number): unknown {
  if (Array.isArray(data) && typeof part === "number") return data[part];
  return isObject(data) ? data[part] : undefined;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
