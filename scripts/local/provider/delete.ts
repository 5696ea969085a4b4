import { annotation, timeoutSeconds } from "./annotations";
import { apply } from "./apply";
import { awaitDeleted, waitsForDeletion, type KubeObject } from "./await";
import { ApiError } from "./client";
import { toObject, toRef, type Cluster } from "./cluster";
import { NoMatchError } from "./discovery";
import { InitFailedError, messageOf } from "./errors";
import type { Session } from "./session";
import { booksOf, idOf, liveOf, toState } from "./state";
import { plainFields, type Fields } from "./values";

export interface DeleteInput {
  urn: string;
  state: Fields;
  inputs: Fields;
  timeout: number;
}

const POLICIES: Readonly<Record<string, string>> = {
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
};

/** Deletes the object and waits until it is gone. That it is gone already is fine. */
export async function remove(session: Session, { urn, state, inputs, timeout }: DeleteInput): Promise<void> {
  const cluster = session.cluster(urn);
  const object = liveOf(state);
  const options = Object.keys(inputs).length > 0 ? plainFields(inputs) : object;
  const policy =
    POLICIES[(annotation(options, "deletionPropagationPolicy") ?? "foreground").toLowerCase()] ??
    "Foreground";
  let uid: string | undefined;
  try {
    uid = await cluster.delete(toRef(object), policy);
  } catch (error) {
    if (error instanceof NoMatchError || (error instanceof ApiError && error.code === 404)) return;
    if (!(error instanceof ApiError) || error.reason !== "Forbidden") throw error;
    return relinquish(cluster, object, state);
  }
  if (!waitsForDeletion(toObject(options))) return;
  const seconds = timeoutSeconds(timeout, options);
  await awaitDeleted(
    cluster,
    { ...toRef(object), uid },
    { timeoutSeconds: seconds, signal: session.signal },
  ).catch(async (error: unknown) => {
    const live = await cluster.get(toRef(object)).catch(() => undefined);
    if (live === undefined) throw error;
    throw new InitFailedError(idOf(object), toState(live, inputs, booksOf(state, object)), [
      messageOf(error),
    ]);
  });
}

/** The server protects some objects, the namespace `default` for one: then only our fields go. */
async function relinquish(
  cluster: Cluster,
  { apiVersion, kind, metadata }: KubeObject,
  state: Fields,
): Promise<void> {
  const { name = "", namespace } = metadata;
  const bare: KubeObject = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  };
  const live = await cluster.get(toRef(bare));
  if (live === undefined) return;
  await apply(cluster, bare, live, {
    manager: booksOf(state, bare).fieldManager,
    force: false,
    dryRun: false,
    ignoreChanges: [],
  });
}
