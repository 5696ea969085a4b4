import { format } from "prettier";
import { type DataObject, environment, environmentsFile, platform, service } from "../../components/config";
import { jsonSchemaOf, layerSchemaOf, objectOf } from "./json-schema";

const DRAFT = "http://json-schema.org/draft-07/schema#";
const VALUES = "values.schema.json";
const values = { $ref: VALUES };

/** Files in `schemas/`, by name. They refer to each other by name too, so they have to stay side by side. */
export function schemaFiles(project: string): Readonly<Record<string, DataObject>> {
  return {
    [VALUES]: valuesSchema(),
    "stack.schema.json": stackSchema(project),
    "platform.schema.json": platformSchema(project),
    "environments.schema.json": environmentsSchema(),
  };
}

/** As it stands in its file. */
export function schemaText(schema: DataObject): Promise<string> {
  return format(JSON.stringify(schema), { parser: "json", printWidth: 110 });
}

/** `values.yaml` and `values-<environment>.yaml`. */
function valuesSchema(): DataObject {
  return {
    $schema: DRAFT,
    title: "Values of a service",
    description: "One layer of a service's values: values.yaml or values-<environment>.yaml of a catalog.",
    ...layerSchemaOf(jsonSchemaOf(service)),
  };
}

/** `Pulumi.<stack>.yaml`: the project's own keys. Of those of others nothing is said. */
function stackSchema(project: string): DataObject {
  const { properties, required } = jsonSchemaOf(environment);
  const { kubeconfig, services, ...others } = objectOf(properties);
  const keys = {
    ...others,
    defaults: { ...described(others["defaults"]), ...values },
    kubeconfig: { ...described(kubeconfig), anyOf: [{ type: "string" }, secret] },
    services: { ...objectOf(services), additionalProperties: { anyOf: [values, { type: "null" }] } },
  };
  return {
    $schema: DRAFT,
    title: "Stack of an environment",
    description: "Pulumi.<stack>.yaml of an environment.",
    ...stackFile(project, keys, required),
  };
}

/** `Pulumi.<stack>.yaml` of a stack with `role: platform`. */
function platformSchema(project: string): DataObject {
  const { properties, required } = jsonSchemaOf(platform);
  const { kubeconfig, ...others } = objectOf(properties);
  const keys = { ...others, kubeconfig: { ...described(kubeconfig), anyOf: [{ type: "string" }, secret] } };
  return {
    $schema: DRAFT,
    title: "Stack of a platform",
    description: "Pulumi.<stack>.yaml of what a cluster needs once.",
    ...stackFile(project, keys, required),
  };
}

function stackFile(project: string, keys: DataObject, required: DataObject[string]): DataObject {
  const named = Object.entries(keys).map(([key, schema]) => [`${project}:${key}`, schema]);
  const config = {
    type: "object",
    properties: Object.fromEntries(named),
    patternProperties: { [`^${project}:(?!(${Object.keys(keys).join("|")})$)`]: { not: {} } },
    required: (Array.isArray(required) ? required : []).map((key) => `${project}:${String(key)}`),
  };
  return { type: "object", properties: { config }, required: ["config"] };
}

/** What Pulumi writes for an encrypted value. */
const secret = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

/** `environments.yaml` of a catalog: values, and `extends` beside them. */
function environmentsSchema(): DataObject {
  const { additionalProperties, ...others } = jsonSchemaOf(environmentsFile);
  const names = Object.keys(objectOf(valuesSchema()["properties"]));
  const references = names.map((name) => [name, { $ref: `${VALUES}#/properties/${name}` }]);
  return {
    $schema: DRAFT,
    title: "Presets of environments",
    description: "environments.yaml of a catalog: environment -> values that its services have by default.",
    ...others,
    additionalProperties: {
      type: ["object", "null"],
      properties: { ...entryProperties(additionalProperties), ...Object.fromEntries(references) },
      additionalProperties: false,
    },
  };
}

function entryProperties(nullable: DataObject[string]): DataObject {
  const { anyOf } = objectOf(nullable);
  return objectOf(Array.isArray(anyOf) ? objectOf(anyOf[0])["properties"] : undefined);
}

function described(schema: DataObject[string]): DataObject {
  const { description } = objectOf(schema);
  return description === undefined ? {} : { description };
}
