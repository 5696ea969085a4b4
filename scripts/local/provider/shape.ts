import { isDeepStrictEqual } from "node:util";
import type { KubeObject } from "./await";
import { fieldsAt, isFields, type Fields } from "./values";

/** Metadata that the API server writes and a program cannot set. */
const SERVER_METADATA = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
];

/** Annotations that other tools keep their books in. */
const BOOKKEEPING = ["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"];

/**
 * What the live object says about the fields that the inputs set: the base of every diff, so that fields of the server
 * and of controllers are not seen. Lists are cut to the length of the inputs' lists.
 */
export function pruneToShape(live: Fields, inputs: Fields): Fields {
  const entries = Object.keys(inputs).flatMap((key) =>
    key in live ? [[key, prune(live[key], inputs[key])] as const] : [],
  );
  return Object.fromEntries(entries);
}

function prune(live: unknown, input: unknown): unknown {
  if (isFields(live) && isFields(input)) return pruneToShape(live, input);
  if (Array.isArray(live) && Array.isArray(input)) {
    return live.slice(0, input.length).map((element: unknown, index) => prune(element, input[index]));
  }
  return live;
}

/** The inputs as a refresh leaves them: the live values of what was set, with what the server does not echo. */
export function refreshedInputs(live: Fields, inputs: Fields): Fields {
  const echoed = withStringData(live, inputs);
  const entries = Object.entries(inputs).flatMap(([key, input]) => {
    if (key in echoed) return [[key, refresh(echoed[key], input)] as const];
    return isEmptyValue(input) ? [[key, input] as const] : [];
  });
  return Object.fromEntries(entries);
}

function refresh(live: unknown, input: unknown): unknown {
  if (isFields(live) && isFields(input)) return refreshedInputs(live, input);
  if (Array.isArray(live) && Array.isArray(input)) {
    return live.slice(0, input.length).map((element: unknown, index) => refresh(element, input[index]));
  }
  return live;
}

/** The server turns a Secret's `stringData` into `data`; the inputs keep their spelling where the meaning is the same. */
function withStringData(live: Fields, inputs: Fields): Fields {
  if (live["kind"] !== "Secret" || !isFields(inputs["stringData"])) return live;
  const data = fieldsAt(live, "data");
  const keys = Object.keys(inputs["stringData"]).filter((key) => typeof data[key] === "string");
  const text = keys.map((key) => [key, Buffer.from(String(data[key]), "base64").toString("utf8")]);
  return { ...live, stringData: Object.fromEntries(text) };
}

/** Values that the API server may leave out of what it returns. */
export function isEmptyValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isFields(value)) return Object.values(value).every(isEmptyValue);
  return value === false || value === 0 || value === "" || value === null || value === undefined;
}

/** The inputs that an import starts from: the live object without what only the server and other tools write. */
export function importedInputs(live: KubeObject): Fields {
  const metadata = omit(live.metadata, SERVER_METADATA);
  const annotations = omit(fieldsAt(metadata, "annotations"), BOOKKEEPING);
  const kept =
    Object.keys(annotations).length > 0 ? { ...metadata, annotations } : omit(metadata, ["annotations"]);
  return { ...omit(live, ["status"]), metadata: kept };
}

/** The inputs without metadata that only the server writes. */
export function withoutServerMetadata(inputs: Fields): Fields {
  return isFields(inputs["metadata"])
    ? { ...inputs, metadata: omit(inputs["metadata"], SERVER_METADATA) }
    : inputs;
}

export function omit(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}
