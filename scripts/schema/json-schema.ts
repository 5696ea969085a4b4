import { z } from "zod";
import { type Data, type DataObject, isDataObject } from "../../components/config";

/** Key that marks what only a program can write. */
const FOR_PROGRAMS = "x-for-programs";

/** A schema as editors read it: what a person may write in YAML. Draft 7, which every editor's YAML support knows. */
export function jsonSchemaOf(schema: z.ZodType): DataObject {
  const json = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodCustom) Object.assign(jsonSchema, { [FOR_PROGRAMS]: true });
      if (zodSchema instanceof z.ZodUndefined) Object.assign(jsonSchema, { not: {} });
    },
  });
  const plain: Data = JSON.parse(JSON.stringify(json));
  const {
    $schema: _,
    definitions: __,
    ...others
  } = objectOf(everywhere(plain, (one) => withoutNoise(anyValue(withoutProgramsPart(one)))));
  return others;
}

/** Applies a change to every schema of a tree, the innermost first. */
function everywhere(data: Data, change: (schema: DataObject) => DataObject): Data {
  if (Array.isArray(data)) return data.map((item) => everywhere(item, change));
  if (!isDataObject(data)) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, everywhere(value, change)]);
  return change(Object.fromEntries(entries));
}

/** `leaf` is a union of a plain value and an Output; what is left of it is the plain value. */
function withoutProgramsPart(schema: DataObject): DataObject {
  const { anyOf, ...others } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const plain = anyOf.filter((one) => !isDataObject(one) || one[FOR_PROGRAMS] !== true);
  const [only] = plain;
  return plain.length === 1 ? { ...objectOf(only), ...others } : { ...others, anyOf: plain };
}

/** The only schemas that refer to others are those of values of any shape: settings that their reader alone knows. */
function anyValue({ $ref, ...others }: DataObject): DataObject {
  return typeof $ref === "string" ? others : { ...others, ...($ref !== undefined && { $ref }) };
}

/** What says nothing to a reader: that an integer can be counted, that a map is empty by default. */
function withoutNoise(schema: DataObject): DataObject {
  return Object.fromEntries(Object.entries(schema).filter(([key, value]) => !isNoise(key, value)));
}

function isNoise(key: string, value: Data): boolean {
  if (key === "minimum") return value === Number.MIN_SAFE_INTEGER;
  if (key === "maximum") return value === Number.MAX_SAFE_INTEGER;
  return key === "default" && isDataObject(value) && Object.keys(value).length === 0;
}

/**
 * A schema for one layer of values. Another layer may bring what is missing here, so nothing is required, and `null` takes away
 * what a lower layer says. Not so inside of lists, which are never merged.
 */
export function layerSchemaOf(schema: DataObject): DataObject {
  const { required: _, ...others } = schema;
  return Object.fromEntries(
    Object.entries(others).map(([key, value]) => {
      if (key === "properties") return [key, eachOf(value, nullableLayer)];
      if (key === "additionalProperties" && isDataObject(value)) return [key, nullableLayer(value)];
      if (key === "anyOf" && Array.isArray(value))
        return [key, value.map((one) => layerSchemaOf(objectOf(one)))];
      return [key, value];
    }),
  );
}

function nullableLayer(schema: DataObject): DataObject {
  const layer = layerSchemaOf(schema);
  const { type, anyOf } = layer;
  const choices = layer["enum"];
  if (Array.isArray(anyOf)) return { ...layer, anyOf: [...anyOf, { type: "null" }] };
  if (typeof type !== "string") return layer;
  return { ...layer, type: [type, "null"], ...(Array.isArray(choices) && { enum: [...choices, null] }) };
}

function eachOf(schemas: Data, change: (schema: DataObject) => DataObject): DataObject {
  const entries = Object.entries(objectOf(schemas)).map(([key, value]) => [key, change(objectOf(value))]);
  return Object.fromEntries(entries);
}

export function objectOf(data: Data): DataObject {
  return isDataObject(data) ? data : {};
}
