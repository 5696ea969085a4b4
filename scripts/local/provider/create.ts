import { setTimeout as sleep } from "node:timers/promises";
import { timeoutSeconds } from "./annotations";
import { conflict, isConflict, isForced } from "./apply";
import { awaitReady, type KubeObject } from "./await";
import { ApiError, UnreachableError } from "./client";
import { toObject, toRef, type Cluster } from "./cluster";
import { NoMatchError } from "./discovery";
import { InitFailedError, messageOf } from "./errors";
import type { Session } from "./session";
import { omit } from "./shape";
import { booksOf, idOf, toState } from "./state";
import { hasUnknown, plainFields, type Fields } from "./values";

export interface CreateInput {
  urn: string;
  inputs: Fields;
  /** Seconds; 0 where the program says nothing. */
  timeout: number;
  preview: boolean;
}

export interface Created {
  /** Empty in a preview. */
  id: string;
  state: Fields;
}

/** Creates the object and waits until it is ready; in a preview asks the server what would come of it. */
export async function create(
  session: Session,
  { urn, inputs, timeout, preview }: CreateInput,
): Promise<Created> {
  const object = toObject(plainFields(inputs));
  if (preview) return previewCreate(session, urn, object, inputs);
  const books = booksOf({}, object);
  const cluster = session.cluster(urn);
  const post = async (): Promise<KubeObject> => write(session, cluster, object, books.fieldManager);
  // The server says no more than that it exists when a predecessor goes between its two looks.
  const isGone = async () => (await cluster.get(toRef(object))) === undefined;
  const created = await retry(session, urn, post, isGone).catch((error: unknown) => {
    throw createFailed(object, error);
  });
  if (object.kind === "CustomResourceDefinition") session.discovery.forget();
  const id = idOf(created);
  const { object: live, failure } = await awaitReady(cluster, created, {
    operation: "create",
    timeoutSeconds: timeoutSeconds(timeout, object),
    signal: session.signal,
    log: (message) => session.log.status(message, urn),
  });
  if (failure !== undefined) throw new InitFailedError(id, toState(live, inputs, books), failure.reasons);
  return { id, state: toState(live, inputs, books) };
}

async function previewCreate(
  session: Session,
  urn: string,
  object: KubeObject,
  inputs: Fields,
): Promise<Created> {
  const asIs = { id: "", state: inputs };
  if (hasUnknown(object)) return asIs;
  try {
    const books = booksOf({}, object);
    const result = await write(session, session.cluster(urn), object, books.fieldManager, true);
    // A dry run has an empty status, which a program would take for the real one.
    return { id: "", state: toState(toObject(omit(result, ["status"])), inputs, books) };
  } catch (error) {
    if (isUnforeseeable(error)) return asIs;
    throw createFailed(object, error);
  }
}

/** Failures of a dry run that say nothing about the real one: what is missing now may be there by then, and the reverse. */
function isUnforeseeable(error: unknown): boolean {
  if (error instanceof NoMatchError || error instanceof UnreachableError) return true;
  return (
    error instanceof ApiError &&
    (error.reason === "AlreadyExists" || error.reason === "Forbidden" || isNamespaceMissing(error))
  );
}

function isNamespaceMissing({ code, details }: ApiError): boolean {
  return code === 404 && details["kind"] === "namespaces";
}

async function write(
  session: Session,
  cluster: Cluster,
  object: KubeObject,
  fieldManager: string,
  dryRun = false,
): Promise<KubeObject> {
  const { upsertExistingObjects, enablePatchForce } = session.config;
  if (!upsertExistingObjects) return cluster.create(object, { fieldManager, dryRun });
  try {
    return await cluster.apply(object, {
      fieldManager,
      dryRun,
      force: dryRun || isForced(object, enablePatchForce),
    });
  } catch (error) {
    throw isConflict(error) ? conflict(error, fieldManager) : error;
  }
}

/** Seconds between attempts while the kind or the namespace is not there yet, or a predecessor of the name still goes. */
const RETRIES = [0.5, 1, 2, 4, 8];

async function retry<T>(
  session: Session,
  urn: string,
  attempt: () => Promise<T>,
  isGone: () => Promise<boolean>,
): Promise<T> {
  for (const [index, seconds] of RETRIES.entries()) {
    try {
      return await attempt();
    } catch (error) {
      const passes =
        error instanceof NoMatchError ||
        (error instanceof ApiError &&
          (mayPass(error) || (error.reason === "AlreadyExists" && (await isGone()))));
      if (!passes) throw error;
      session.log.status(`Retry #${index}; creation failed: ${error.message}`, urn);
      await sleep(seconds * 1000, undefined, { signal: session.signal });
    }
  }
  return attempt();
}

function mayPass({ code, message }: ApiError): boolean {
  return code === 404 || (code === 409 && message.startsWith("object is being deleted"));
}

function createFailed(object: KubeObject, error: unknown): Error {
  if (error instanceof UnreachableError) return error;
  const id = idOf(object);
  if (error instanceof NoMatchError) {
    return new Error(
      `creation of resource ${id} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. ` +
        `Verify that any required CRDs have been created: ${error.message}`,
    );
  }
  return new Error(
    `resource ${id} was not successfully created by the Kubernetes API server: ${messageOf(error)}`,
  );
}
