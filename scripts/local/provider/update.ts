import { timeoutSeconds } from "./annotations";
import { apply, isForced } from "./apply";
import { awaitReady, type AwaitResult, type KubeObject } from "./await";
import { ApiError, UnreachableError } from "./client";
import { toObject, toRef, type Cluster } from "./cluster";
import { NoMatchError } from "./discovery";
import { InitFailedError, messageOf } from "./errors";
import type { Session } from "./session";
import { omit, withoutServerMetadata } from "./shape";
import { booksOf, idOf, toState, type Books } from "./state";
import { hasUnknown, plainFields, type Fields } from "./values";

export interface UpdateInput {
  urn: string;
  state: Fields;
  inputs: Fields;
  ignoreChanges: string[];
  timeout: number;
  preview: boolean;
}

/** Applies the inputs and waits until the object is ready; in a preview asks the server what would come of it. */
export async function update(session: Session, input: UpdateInput): Promise<Fields> {
  const { urn, state, inputs, preview } = input;
  const object = toObject(withoutServerMetadata(plainFields(inputs)));
  if (preview && hasUnknown(object)) return inputs;
  const cluster = session.cluster(urn);
  const books = booksOf(state, object);
  try {
    const written = await write(session, cluster, object, books, input);
    if (preview) return toState(toObject(omit(written, ["status"])), inputs, books);
    const { object: live, failure } = await ready(session, cluster, written, input);
    if (failure === undefined) return toState(live, inputs, books);
    throw new InitFailedError(idOf(live), toState(live, inputs, books), failure.reasons);
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    if (preview && isUnforeseeable(error)) return inputs;
    throw await explained(error, cluster, object, (live) => updateFailed(live, inputs, books, error));
  }
}

async function write(
  session: Session,
  cluster: Cluster,
  object: KubeObject,
  { fieldManager }: Books,
  input: UpdateInput,
): Promise<KubeObject> {
  await session.discovery.find(object.apiVersion, object.kind);
  const live = await cluster.get(toRef(object));
  if (live === undefined)
    throw new Error(`${object.kind} ${idOf(object)} is not in the cluster. Run pulumi refresh.`);
  if (object.kind === "CustomResourceDefinition") {
    const { resourceVersion } = live.metadata;
    const metadata = { ...object.metadata, ...(resourceVersion !== undefined && { resourceVersion }) };
    const replaced = await cluster.replace({ ...object, metadata }, { fieldManager, dryRun: input.preview });
    if (!input.preview) session.discovery.forget();
    return replaced;
  }
  return apply(cluster, object, live, {
    manager: fieldManager,
    force: isForced(object, session.config.enablePatchForce),
    dryRun: input.preview,
    ignoreChanges: input.ignoreChanges,
  });
}

async function ready(
  session: Session,
  cluster: Cluster,
  written: KubeObject,
  { urn, timeout, inputs }: UpdateInput,
): Promise<AwaitResult> {
  return awaitReady(cluster, written, {
    operation: "update",
    timeoutSeconds: timeoutSeconds(timeout, plainFields(inputs)),
    signal: session.signal,
    log: (message) => session.log.status(message, urn),
  });
}

function isUnforeseeable(error: unknown): boolean {
  if (error instanceof NoMatchError || error instanceof UnreachableError) return true;
  return error instanceof ApiError && error.reason === "Forbidden";
}

/**
 * As in the official provider a failed update is a partial one where the object can be read: the state gets the new
 * inputs and the failure, and the next update tries again.
 */
async function explained(
  error: unknown,
  cluster: Cluster,
  object: KubeObject,
  partial: (live: KubeObject) => Error,
): Promise<Error> {
  if (error instanceof UnreachableError) return error;
  const id = idOf(object);
  if (error instanceof NoMatchError) {
    return new Error(
      `update of resource ${id} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. ` +
        `Verify that any required CRDs have been created: ${error.message}`,
    );
  }
  const live = await cluster.get(toRef(object)).catch(() => undefined);
  return live === undefined
    ? new Error(`update of resource ${id} failed: ${messageOf(error)}`)
    : partial(live);
}

function updateFailed(live: KubeObject, inputs: Fields, books: Books, error: unknown): InitFailedError {
  const id = idOf(live);
  const reason = `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${messageOf(error)}`;
  return new InitFailedError(id, toState(live, inputs, books), [reason]);
}
