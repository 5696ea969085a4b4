import { type DataObject, isDataObject, type Path } from "../../config";
import { childrenOf, isOpen, ITEM, type KindSchema, VALUE } from "./kind-schemas";

/**
 * Fields under an object's `spec` that its CRD does not have: the API server drops them without a word. What is below such a
 * field is not looked at, and an `Output` counts as a plain value.
 */
export function unknownFields(object: Readonly<Record<string, unknown>>, { schema }: KindSchema): Path[] {
  const spec = new Map(childrenOf(schema)).get("spec");
  return spec === undefined ? [] : unknownBelow(object["spec"], spec, ["spec"]);
}

function unknownBelow(value: unknown, schema: DataObject, at: Path): Path[] {
  const children = new Map(childrenOf(schema));
  if (Array.isArray(value)) {
    const item = children.get(ITEM);
    return item === undefined ? [] : value.flatMap((one, index) => unknownBelow(one, item, [...at, index]));
  }
  if (!isDataObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const path = [...at, key];
    const child = children.get(key) ?? children.get(VALUE);
    if (child !== undefined) return unknownBelow(inner, child, path);
    return isAnyMap(schema) ? [] : [path];
  });
}

function isAnyMap(schema: DataObject): boolean {
  return isOpen(schema) || schema["additionalProperties"] === true;
}
