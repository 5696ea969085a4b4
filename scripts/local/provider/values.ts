import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Fields, plainStruct } from "./plain-structs";

export type { Fields };

/** Keys and signatures of Pulumi's wire format for values that JSON cannot hold. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What the engine sends in a preview where a value is not known yet, whatever its type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at `key`, or an empty one that is not part of `value`. */
export function fieldsAt(value: Fields, key: string): Fields {
  const found = value[key];
  return isFields(found) ? found : {};
}

/** Reads a message from the engine; fields that are null are left out, as the official provider does. */
export function fromStruct(struct: Struct | undefined): Fields {
  const value = dropNulls(struct?.toJavaScript() ?? {});
  return isFields(value) ? value : {};
}

/** Writes a message for the engine. */
export function toStruct(fields: Fields): Struct {
  const plain: unknown = JSON.parse(JSON.stringify(fields));
  return plainStruct(isFields(plain) ? plain : {});
}

/** The value without secret marks; an output's value, or unknown. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isFields(value)) return value;
  if (value[SIGNATURE] === SECRET) return plain(value["value"]);
  if (value[SIGNATURE] === OUTPUT) return "value" in value ? plain(value["value"]) : UNKNOWN;
  return mapFields(value, plain);
}

/** Like {@link plain}, for whole objects. */
export function plainFields(value: Fields): Fields {
  const result = plain(value);
  return isFields(result) ? result : {};
}

export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isFields(value) && Object.values(value).some(hasUnknown);
}

export function isSecret(value: unknown): boolean {
  return (
    isFields(value) &&
    (value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value["secret"] === true))
  );
}

export function secret(value: unknown): Fields {
  return { [SIGNATURE]: SECRET, value };
}

/**
 * Marks in `outputs` what was secret in `inputs`: objects are followed field by field, anything else that holds a
 * secret is secret as a whole (lists too: their order may change). The data of a Secret is always secret.
 */
export function markSecrets(outputs: Fields, inputs: Fields): Fields {
  const isSecretKind = outputs["apiVersion"] === "v1" && outputs["kind"] === "Secret";
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      const from = inputs[key];
      const sensitive = isSecretKind && (key === "data" || key === "stringData");
      if (isSecret(value)) return [key, value];
      if (sensitive) return [key, secret(value)];
      if (isFields(value) && isFields(from) && !isSecret(from)) return [key, markSecrets(value, from)];
      return [key, holdsSecret(from) ? secret(value) : value];
    }),
  );
}

function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isFields(value) && Object.values(value).some(holdsSecret);
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(kept.map(([key, field]) => [key, dropNulls(field)]));
}

function mapFields(value: Fields, map: (field: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, map(field)]));
}
