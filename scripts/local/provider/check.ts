import { createHash, randomBytes } from "node:crypto";
import { annotate, isAnnotated } from "./annotations";
import { withoutServerMetadata } from "./shape";
import type { Kind } from "./type-token";
import { fieldsAt, isFields, plainFields, UNKNOWN, type Fields } from "./values";

/** How the engine wants names made. */
export type Autonaming = { mode: "propose" | "enforce"; name: string } | { mode: "disable" };

export interface CheckInput {
  news: Fields;
  olds: Fields;
  kind: Kind;
  /** The resource's name in the program. */
  name: string;
  randomSeed: Uint8Array;
  autonaming?: Autonaming | undefined;
  /** The namespace for an object that names none; undefined for kinds without one. */
  namespace: string | undefined;
}

/** SDKs of other languages spell these fields of a CRD's schema with underscores. */
const UNDERSCORED = new Set(
  [
    "embedded_resource",
    "int_or_string",
    "list_map_keys",
    "list_type",
    "map_type",
    "preserve_unknown_fields",
    "validations",
  ].map((name) => `x_kubernetes_${name}`),
);

/** Fills in what the program leaves to the provider: apiVersion, kind, namespace, name. Secret marks stay. */
export function check({ news, olds, kind, name, randomSeed, autonaming, namespace }: CheckInput): Fields {
  const inputs = withoutServerMetadata({ ...withDashes(news), ...kind });
  if (inputs["metadata"] === UNKNOWN) return inputs;
  const named = withName(inputs, plainFields(olds), { name, randomSeed, autonaming });
  return withNamespace(named, namespace);
}

function withName(
  inputs: Fields,
  olds: Fields,
  naming: Pick<CheckInput, "name" | "randomSeed" | "autonaming">,
): Fields {
  const metadata = fieldsAt(inputs, "metadata");
  if (isSet(metadata["name"]) || isSet(metadata["generateName"])) return inputs;
  const oldName = fieldsAt(olds, "metadata")["name"];
  const adopted = isAnnotated(olds, "autonamed") && isSet(oldName) ? oldName : undefined;
  return annotate({ ...inputs, metadata: { ...metadata, name: adopted ?? newName(naming) } }, "autonamed");
}

function newName({
  name,
  randomSeed,
  autonaming,
}: Pick<CheckInput, "name" | "randomSeed" | "autonaming">): string {
  if (autonaming?.mode === "disable") {
    throw new Error("autonaming is disabled, resource requires the .metadata.name field to be set");
  }
  if (autonaming !== undefined) return autonaming.name;
  const random = randomSeed.length > 0 ? createHash("sha256").update(randomSeed).digest() : randomBytes(4);
  return `${name}-${random.subarray(0, 4).toString("hex")}`;
}

function withNamespace(inputs: Fields, namespace: string | undefined): Fields {
  const metadata = fieldsAt(inputs, "metadata");
  if (namespace === undefined) {
    const { namespace: _unused, ...rest } = metadata;
    return { ...inputs, metadata: rest };
  }
  return isSet(metadata["namespace"]) ? inputs : { ...inputs, metadata: { ...metadata, namespace } };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== "";
}

function withDashes(value: Fields): Fields {
  const entries = Object.entries(value).map(([key, field]) => [
    UNDERSCORED.has(key) ? key.replaceAll("_", "-") : key,
    dashed(field),
  ]);
  return Object.fromEntries(entries);
}

function dashed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dashed);
  return isFields(value) ? withDashes(value) : value;
}
