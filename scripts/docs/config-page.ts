import type { z } from "zod";
import {
  type Data,
  type DataObject,
  environment,
  isDataObject,
  platform,
  service,
} from "../../components/config";
import { jsonSchemaOf } from "../schema/json-schema";

interface Row {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly meaning: string;
}

/** `docs/config.md`: every key of a values file and of a stack, as its schema describes it. */
export function configPage(): string {
  return `${[
    "# Config",
    "Made from the schemas in `components/config` by `npm run docs`. A key that is not here is an error that names it.",
    "`[]` stands for every item of a list, `<name>` for a name that you choose. A duration is seconds (`300`) or has a unit (`5m`).",
    "## A service",
    "In `values.yaml`, `values-<environment>.yaml`, a stack's `defaults` and `services.<name>`, and an entry of `environments.yaml`.",
    ...sections(service),
    "## A stack",
    "In `Pulumi.<stack>.yaml`, each with the project's name before it: `progressive-delivery:environment`.",
    ...sections(environment),
    "## A platform's stack",
    "In `Pulumi.<stack>.yaml` with `progressive-delivery:role: platform`: what a cluster needs once. [platform.md](platform.md) says how.",
    ...sections(platform, "platform "),
  ].join("\n\n")}\n`;
}

/** `prefix`: for keys that another section has too. */
function sections(schema: z.ZodType, prefix = ""): string[] {
  const { properties } = jsonSchemaOf(schema);
  const blocks = isDataObject(properties) ? Object.entries(properties) : [];
  return blocks.flatMap(([key, block]) => [`### ${prefix}${key}`, table(rowsOf(key, block))]);
}

function table(rows: readonly Row[]): string {
  const cells = [
    ["key", "type", "default", "meaning"],
    ["---", "---", "---", "---"],
  ];
  const lines = [...cells, ...rows.map((row) => [`\`${row.key}\``, row.type, row.default, row.meaning])];
  return lines.map((line) => `| ${line.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}

function rowsOf(key: string, schema: Data): Row[] {
  if (!isDataObject(schema) || isDataObject(schema["not"])) return [];
  const row = {
    key,
    type: typeOf(schema),
    default: defaultOf(schema),
    meaning: String(schema["description"] ?? ""),
  };
  return [row, ...insideOf(key, schema)];
}

function insideOf(key: string, schema: DataObject): Row[] {
  const { properties, items, additionalProperties, anyOf } = schema;
  const choices = Array.isArray(anyOf) ? anyOf.filter(isDataObject).filter(isNested) : [];
  return [
    ...(isDataObject(properties)
      ? Object.entries(properties).flatMap(([name, one]) => rowsOf(`${key}.${name}`, one))
      : []),
    ...(isDataObject(items) ? insideOf(`${key}[]`, items) : []),
    ...(isDataObject(additionalProperties) ? insideOf(`${key}.<name>`, additionalProperties) : []),
    ...choices.flatMap((choice) => insideOf(key, choice)),
  ];
}

function isNested({ properties, items, additionalProperties }: DataObject): boolean {
  return [properties, items, additionalProperties].some(isDataObject);
}

const words: Readonly<Record<string, string>> = {
  integer: "whole number",
  number: "number",
  string: "text",
  boolean: "true, false",
  null: "null",
};

function typeOf(schema: DataObject): string {
  const { type, enum: values, const: value, anyOf, items, additionalProperties } = schema;
  if (Array.isArray(values)) return values.map((one) => `\`${String(one)}\``).join(", ");
  if (value !== undefined) return `\`${String(value)}\``;
  if (Array.isArray(anyOf)) return [...new Set(anyOf.filter(isDataObject).map(typeOf))].join(" or ");
  if (type === "array") return isDataObject(items) && !isNested(items) ? `list of ${typeOf(items)}` : "list";
  if (type === "object") return isDataObject(additionalProperties) ? "map by name" : "map";
  return words[String(type)] ?? "anything";
}

function defaultOf(schema: DataObject): string {
  const value = schema["default"];
  if (value === undefined || isNested(schema)) return "";
  return `\`${JSON.stringify(value)}\``;
}
