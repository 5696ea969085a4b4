import { contains, formatPath, matches, type Step } from "./property-path";
import { sameQuantity } from "./quantity";
import { isEmptyValue, pruneToShape, same } from "./shape";
import { isFields, type Fields } from "./values";

/** How one property changes. */
export interface Change {
  path: Step[];
  kind: "add" | "delete" | "update";
  /** The object cannot be changed there: it is replaced. */
  replace: boolean;
}

export interface DiffInput {
  /** The object as the last operation left it. */
  live: Fields;
  oldInputs: Fields;
  newInputs: Fields;
  immutable: readonly Step[][];
  ignoreChanges: readonly Step[][];
}

/**
 * What an update would change. The base is the live object cut to what the program had set, so drift in a field of ours
 * shows once a refresh has seen it, and fields of others never do.
 */
export function diff({ live, oldInputs, newInputs, immutable, ignoreChanges }: DiffInput): Change[] {
  const base = pruneToShape(live, oldInputs);
  return [...changes([], base, oldInputs, newInputs)]
    .filter(({ path }) => !ignoreChanges.some((ignored) => contains(ignored, path)))
    .map(({ path, kind, value }) => ({
      path,
      kind,
      replace: immutable.some((field) => touches(field, path, value)),
    }));
}

/** The engine's key for a change. */
export function changeKey(change: Change): string {
  return formatPath(change.path);
}

interface Found {
  path: Step[];
  kind: Change["kind"];
  value: unknown;
}

function* changes(path: Step[], live: unknown, oldInput: unknown, newInput: unknown): Generator<Found> {
  if (isFields(live) && isFields(newInput)) {
    const old = isFields(oldInput) ? oldInput : {};
    for (const key of new Set([...Object.keys(live), ...Object.keys(old), ...Object.keys(newInput)])) {
      yield* changes([...path, key], live[key], old[key], newInput[key]);
    }
  } else if (Array.isArray(live) && Array.isArray(newInput)) {
    const old: unknown[] = Array.isArray(oldInput) ? oldInput : [];
    for (let index = 0; index < Math.max(live.length, newInput.length); index++) {
      yield* changes([...path, index], live[index], old[index], newInput[index]);
    }
  } else {
    yield* leaf(path, live, oldInput, newInput);
  }
}

function* leaf(path: Step[], live: unknown, oldInput: unknown, newInput: unknown): Generator<Found> {
  if (newInput === undefined) {
    if (live !== undefined || !isEmptyValue(oldInput)) yield { path, kind: "delete", value: undefined };
  } else if (live === undefined) {
    // The server left out what it was given, an empty value for instance: that is no change.
    if (!same(oldInput, newInput) && !(isEmptyValue(oldInput) && isEmptyValue(newInput)))
      yield { path, kind: "add", value: newInput };
  } else if (!same(live, newInput) && !sameQuantity(path, live, newInput)) {
    yield { path, kind: "update", value: newInput };
  }
}

/** Whether a change at `path` to `value` touches an immutable field: inside it, or around it with a value for it. */
function touches(field: readonly Step[], path: readonly Step[], value: unknown): boolean {
  if (contains(field, path)) return true;
  const around = path.length < field.length && path.every((step, index) => matches(step, field[index]));
  return around && holds(value, field.slice(path.length));
}

function holds(value: unknown, [step, ...rest]: readonly Step[]): boolean {
  if (step === undefined) return value !== undefined;
  if (Array.isArray(value))
    return value.some((element: unknown, index) => matches(step, index) && holds(element, rest));
  return isFields(value) && Object.keys(value).some((key) => matches(step, key) && holds(value[key], rest));
}
