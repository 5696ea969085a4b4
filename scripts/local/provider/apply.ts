import { isAnnotated } from "./annotations";
import type { KubeObject } from "./await";
import { ApiError } from "./client";
import { toObject, toRef, type Cluster } from "./cluster";
import { applyIgnoreChanges } from "./ignore-changes";
import { isTakenOver, managedFieldsOf, takeOver } from "./managed-fields";
import { isFields } from "./values";

export interface ApplyOptions {
  manager: string;
  /** Take fields from other managers, instead of failing on a conflict. */
  force: boolean;
  dryRun: boolean;
  ignoreChanges: readonly string[];
}

const GUIDE =
  "https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources";

/** Changes a live object into what the inputs say: fields that left the inputs go, fields of others stay. */
export async function apply(
  cluster: Cluster,
  inputs: KubeObject,
  live: KubeObject,
  options: ApplyOptions,
): Promise<KubeObject> {
  const { manager, force, dryRun, ignoreChanges } = options;
  const owned = dryRun ? live : await takeOverLive(cluster, live, manager);
  const body = toObject(applyIgnoreChanges(inputs, owned, ignoreChanges, manager));
  try {
    return await cluster.apply(body, { fieldManager: manager, force, dryRun });
  } catch (error) {
    if (!isConflict(error)) throw error;
    // A dry run cannot take over first, so conflicts with what would be taken over are none.
    if (dryRun && conflictsOnlyWith(error, takenOverManagers(live, manager))) {
      return cluster.apply(body, { fieldManager: manager, force: true, dryRun });
    }
    throw conflict(error, manager);
  }
}

/** Whether the program wants an apply to overwrite what others own. */
export function isForced(inputs: KubeObject, enablePatchForce: boolean): boolean {
  return enablePatchForce || isAnnotated(inputs, "patchForce");
}

export function conflict(error: ApiError, manager: string): Error {
  return new Error(
    `Server-Side Apply field conflict detected. See ${GUIDE} for troubleshooting help.\n` +
      `The resource managed by field manager "${manager}" had an apply conflict: ${error.message}\n` +
      `To overwrite the value of the other manager, set the annotation pulumi.com/patchForce: "true"; to leave it alone, ignoreChanges.`,
  );
}

export function isConflict(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 409 && error.reason === "Conflict";
}

const TAKE_OVER_ATTEMPTS = 5;

async function takeOverLive(cluster: Cluster, live: KubeObject, manager: string): Promise<KubeObject> {
  let current = live;
  for (let attempt = 1; ; attempt++) {
    const entries = takeOver(managedFieldsOf(current), manager);
    if (entries === undefined) return current;
    const { resourceVersion } = current.metadata;
    try {
      // The version makes the server refuse the list if somebody wrote in between.
      return await cluster.patchJson(toRef(current), [
        { op: "replace", path: "/metadata/managedFields", value: entries },
        { op: "replace", path: "/metadata/resourceVersion", value: resourceVersion },
      ]);
    } catch (error) {
      if (!isConflict(error) || attempt === TAKE_OVER_ATTEMPTS) throw error;
      current = (await cluster.get(toRef(current))) ?? current;
    }
  }
}

function takenOverManagers(live: KubeObject, manager: string): string[] {
  const entries = managedFieldsOf(live).filter((entry) => isTakenOver(entry, manager));
  return entries.map((entry) => entry.manager);
}

/** Each cause of a conflict reads `conflict with "<manager>" using <version>`, or `... with subresource "<name>" using ...`. */
function conflictsOnlyWith({ details }: ApiError, managers: readonly string[]): boolean {
  const causes: unknown[] = Array.isArray(details["causes"]) ? details["causes"] : [];
  const names = causes
    .filter(isFields)
    .map(({ message }) => /conflict with "([^"]*)"(?! with subresource)/.exec(String(message))?.[1]);
  return names.length > 0 && names.every((name) => name !== undefined && managers.includes(name));
}
