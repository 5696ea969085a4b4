import assert from "node:assert/strict";

/** The actual value has all that the expected one has; what else it has does not matter. Lists are compared from the start. */
export function assertContains(actual: unknown, expected: unknown): void {
  assert.deepEqual(projected(actual, expected), expected);
}

function projected(actual: unknown, shape: unknown): unknown {
  if (Array.isArray(shape) && Array.isArray(actual))
    return shape.map((part, index) => projected(actual[index], part));
  if (!isObject(shape) || !isObject(actual)) return actual;
  const kept = Object.keys(shape).filter((key) => Object.hasOwn(actual, key));
  return Object.fromEntries(
    kept.map((key) => [key, projected(Reflect.get(actual, key), Reflect.get(shape, key))]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
