import type { KubeObject } from "./await";
import { managedFieldsOf, owns } from "./managed-fields";
import { isFields, type Fields } from "./values";

/**
 * The inputs that an apply sends for a resource with `ignoreChanges`: a path that others own and we do not is left out;
 * any other path is sent with its live value, which keeps it. As in the official provider a path is split at its dots,
 * so one that goes into a list, or whose name holds a dot, changes nothing here.
 */
export function applyIgnoreChanges(
  inputs: Fields,
  live: KubeObject,
  ignoreChanges: readonly string[],
  manager: string,
): Fields {
  const managed = managedFieldsOf(live);
  return ignoreChanges.reduce((result, text) => {
    const path = text.split(".");
    const others = managed.some((entry) => entry.manager !== manager && owns(entry.fieldsV1, path));
    const ours = managed.some((entry) => entry.manager === manager && owns(entry.fieldsV1, path));
    if (others && !ours) return without(result, path);
    const value = valueAt(live, path);
    return value === undefined ? result : withValue(result, path, value);
  }, inputs);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), value);
}

function withValue(fields: Fields, [name, ...rest]: readonly string[], value: unknown): Fields {
  if (name === undefined) return fields;
  const inner = fields[name];
  if (rest.length === 0) return { ...fields, [name]: value };
  return { ...fields, [name]: withValue(isFields(inner) ? inner : {}, rest, value) };
}

function without(fields: Fields, [name, ...rest]: readonly string[]): Fields {
  if (name === undefined) return fields;
  const inner = fields[name];
  if (rest.length > 0) return isFields(inner) ? { ...fields, [name]: without(inner, rest) } : fields;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}
