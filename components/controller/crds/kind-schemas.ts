import { type DataObject, isDataObject } from "../../config";

/** A kind as its CRD describes it. */
export interface KindSchema {
  readonly kind: string;
  /** `analysistemplates` */
  readonly plural: string;
  /** OpenAPI schema of the objects. */
  readonly schema: DataObject;
}

/** Of each CRD the kind in the version that is stored. */
export function kindSchemas(crds: readonly Readonly<Record<string, unknown>>[]): KindSchema[] {
  return crds.flatMap(({ spec }) => {
    const { names, versions } = mapOf(spec);
    const { kind, plural } = mapOf(names);
    const stored = listOf(versions).find(({ storage }) => storage === true);
    const schema = mapOf(mapOf(stored)["schema"])["openAPIV3Schema"];
    if (typeof kind !== "string" || typeof plural !== "string" || !isDataObject(schema)) return [];
    return [{ kind, plural, schema }];
  });
}

/** Whatever stands below is kept as it is. */
export function isOpen(schema: DataObject): boolean {
  return schema["x-kubernetes-preserve-unknown-fields"] === true;
}

/** The items of a list, and the values of a map with free keys, as parts of a field's path. */
export const ITEM = "[]";
export const VALUE = "*";

/** What may stand directly below a value. */
export function childrenOf(schema: DataObject): [part: string, schema: DataObject][] {
  const { properties, items, additionalProperties } = schema;
  const named = Object.entries(mapOf(properties));
  const free: [string, unknown][] = [
    [ITEM, items],
    [VALUE, additionalProperties],
  ];
  return [...named, ...free].flatMap(([part, child]): [string, DataObject][] =>
    isDataObject(child) ? [[part, child]] : [],
  );
}

function mapOf(value: unknown): DataObject {
  return isDataObject(value) ? value : {};
}

function listOf(value: unknown): DataObject[] {
  return Array.isArray(value) ? value.filter(isDataObject) : [];
}
