import fc from "fast-check";
import { type DataObject, isDataObject } from "../../components/config";
import type { KindSchema } from "../../components/controller";

const name = fc.constantFrom("a", "b", "c", "d", "e");

/** Structural schemas of every shape: scalars, objects, lists, maps with free keys, and what is kept as it is. */
const { node } = fc.letrec<{ node: DataObject }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<DataObject>(
      { type: "string" },
      { type: "integer", minimum: 0 },
      { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    ),
    fc.dictionary(name, tie("node"), { minKeys: 1, maxKeys: 3 }).map(objectOf),
    tie("node").map((items): DataObject => ({ type: "array", items })),
    tie("node").map((values): DataObject => ({ type: "object", additionalProperties: values })),
  ),
}));

export const schemas = fc.dictionary(name, node, { maxKeys: 4 }).map(objectOf);

function objectOf(properties: Record<string, DataObject>): DataObject {
  return { type: "object", properties };
}

/** The kind of which only the spec is described. */
export function kindOf(spec: DataObject, plural = "rollouts"): KindSchema {
  return { kind: "Rollout", plural, schema: { type: "object", properties: { spec } } };
}

/** Takes away each property for which `drops` gives true, with all below it. */
export function without(schema: DataObject, drops: () => boolean): DataObject {
  const entries = Object.entries(schema).map(([key, value]) => {
    if (!isDataObject(value)) return [key, value];
    if (key !== "properties") return [key, without(value, drops)];
    const kept = Object.entries(value).filter(() => !drops());
    return [
      key,
      Object.fromEntries(
        kept.map(([field, inner]) => [field, isDataObject(inner) ? without(inner, drops) : inner]),
      ),
    ];
  });
  return Object.fromEntries(entries);
}

/** A value that uses every field of a schema. */
export function sample(schema: DataObject): unknown {
  const { properties, items, additionalProperties: values } = schema;
  if (isDataObject(items)) return [sample(items), sample(items)];
  if (isDataObject(values)) return { free: sample(values) };
  if (schema["x-kubernetes-preserve-unknown-fields"] === true) return { anything: { goes: 1 } };
  if (!isDataObject(properties)) return 1;
  const fields = Object.entries(properties).map(([key, value]) => [
    key,
    isDataObject(value) ? sample(value) : value,
  ]);
  return Object.fromEntries(fields);
}
