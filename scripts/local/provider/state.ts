import { randomBytes } from "node:crypto";
import type { KubeObject } from "./await";
import { annotation } from "./annotations";
import { toObject } from "./cluster";
import { omit } from "./shape";
import { isFields, isSecret, markSecrets, plainFields, secret, type Fields } from "./values";

/** Who we are to the API server, and the version that the object was created with: kept in the state beside the live object. */
const FIELD_MANAGER = "__fieldManager";
const INITIAL_API_VERSION = "__initialApiVersion";
const BOOKS = [FIELD_MANAGER, INITIAL_API_VERSION, "__inputs"];

/** What one resource's state holds beside the live object. */
export interface Books {
  fieldManager: string;
  initialApiVersion: string;
}

/** The resource's outputs: the live object, secret where the inputs were. */
export function toState(live: KubeObject, inputs: Fields, books: Books): Fields {
  const outputs = markSecrets(live, inputs);
  return {
    ...withSecretData(outputs, inputs),
    [FIELD_MANAGER]: books.fieldManager,
    [INITIAL_API_VERSION]: books.initialApiVersion,
  };
}

/** The live object as the state has it, without secret marks. */
export function liveOf(state: Fields): KubeObject {
  return toObject(omit(plainFields(state), BOOKS));
}

/** A manager that no other resource has: `pulumi-kubernetes-` and eight hex digits, unless the program names one. */
export function booksOf(state: Fields, object: KubeObject): Books {
  const kept = plainFields(state);
  const [manager, version] = [kept[FIELD_MANAGER], kept[INITIAL_API_VERSION]];
  return {
    fieldManager:
      annotation(object, "patchFieldManager") ??
      (typeof manager === "string" ? manager : `pulumi-kubernetes-${randomBytes(4).toString("hex")}`),
    initialApiVersion: typeof version === "string" ? version : object.apiVersion,
  };
}

/** The engine's id of an object: `namespace/name`, or `name`. */
export function idOf({ metadata: { namespace, name = "" } }: KubeObject): string {
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

/** The server turns `stringData` into `data`. */
function withSecretData(outputs: Fields, inputs: Fields): Fields {
  const { data } = outputs;
  const mark = isFields(data) && !isSecret(data) && isSecret(inputs["stringData"]);
  return mark ? { ...outputs, data: secret(data) } : outputs;
}
