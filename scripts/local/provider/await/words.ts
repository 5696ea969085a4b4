import type { KubeObject, ObjectRef } from "./reader";
import { qualifiedName } from "./relations";

/** What the engine asked for: create and update wait, read only reports. */
export type Operation = "create" | "update" | "read";

const LEAD: Record<Operation, (name: string, cause: string) => string> = {
  create: (name, cause) =>
    `resource ${name} was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${cause}`,
  update: (name, cause) =>
    `the Kubernetes API server reported that "${name}" failed to fully initialize or become live: ${cause}`,
  read: (_name, cause) => cause,
};

/** The sentence that a failed wait begins with, in the official provider's words. */
export function leadSentence(operation: Operation, object: KubeObject, cause: string): string {
  return LEAD[operation](qualifiedName(object), cause);
}

/** The causes that the lead sentence can name. */
export const cause = {
  timedOut: ({ metadata }: KubeObject) => `'${metadata.name}' timed out waiting to be Ready`,
  conditionTimedOut: () => "timed out waiting for the condition",
  cancelled: ({ metadata }: KubeObject) => `Resource operation was cancelled for "${metadata.name}"`,
  failed: ({ metadata }: KubeObject) => `Resource '${metadata.name}' was created but failed to initialize`,
  gone: (object: KubeObject) =>
    `${object.kind} "${qualifiedName(object)}" was deleted by somebody else while it was waited for`,
};

/** `apps/v1/Deployment "namespace/name"`. */
export function nameOf({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${apiVersion}/${kind} "${namespace ? `${namespace}/${name}` : name}"`;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
