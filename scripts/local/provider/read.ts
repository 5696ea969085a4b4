import { awaitReady, type KubeObject } from "./await";
import { toObject, toRef } from "./cluster";
import { InitFailedError } from "./errors";
import type { Session } from "./session";
import { importedInputs, refreshedInputs } from "./shape";
import { booksOf, liveOf, toState } from "./state";
import type { Kind } from "./type-token";
import { markSecrets, plainFields, type Fields } from "./values";

export interface ReadInput {
  urn: string;
  id: string;
  kind: Kind;
  /** Both empty for an import, or for the SDK's `get`. */
  state: Fields;
  inputs: Fields;
}

export interface Found {
  state: Fields;
  inputs: Fields;
}

/** The object as it is now, or undefined when it is gone. */
export async function read(session: Session, input: ReadInput): Promise<Found | undefined> {
  const cluster = session.cluster(input.urn);
  const object = identify(input);
  const live = await cluster.get(toRef(object));
  if (live === undefined) return undefined;
  const books = booksOf(input.state, object);
  if (isImport(input)) {
    const inputs = markSecrets(importedInputs(live), {});
    return { inputs, state: toState(live, inputs, books) };
  }
  const { object: seen, failure } = await awaitReady(cluster, live, {
    operation: "read",
    signal: session.signal,
  });
  const inputs = markSecrets(refreshedInputs(seen, plainFields(input.inputs)), input.inputs);
  const state = toState(seen, input.inputs, books);
  if (failure !== undefined) throw new InitFailedError(input.id, state, failure.reasons, inputs);
  return { inputs, state };
}

function isImport({ inputs }: ReadInput): boolean {
  return Object.keys(inputs).length === 0;
}

/** What the inputs or the state say the object is; an import has but its id and type. */
function identify({ id, kind, state, inputs }: ReadInput): KubeObject {
  const [namespace, name] = id.includes("/") ? id.split("/") : [undefined, id];
  if (name === undefined || name === "")
    throw new Error(
      `The id ${JSON.stringify(id)} is not <namespace>/<name>, or <name> for an object without a namespace.`,
    );
  const known = Object.keys(inputs).length > 0 ? toObject(plainFields(inputs)) : liveOf(state);
  const metadata = { ...known.metadata, name, ...(namespace !== undefined && { namespace }) };
  return {
    ...known,
    apiVersion: known.apiVersion || kind.apiVersion,
    kind: known.kind || kind.kind,
    metadata,
  };
}
