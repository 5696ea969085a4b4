import { type DataObject, isDataObject, listAt, mapAt, textAt } from "../../components/config";
import type { Connection } from "../../components/cluster/connection";
import { groupPath, pathOf } from "../../components/cluster/list";
import type { StackState } from "./stack-state";

/** An object that was made, as far as a state must know it. */
export interface Made {
  readonly urn: string;
  /** `namespace/name`, or the name of what is in no namespace. */
  readonly id: string;
  /** Under which Pulumi's fields of it are kept. */
  readonly fieldManager: string;
}

/**
 * Of the creates in whose middle an engine was killed, those that the cluster has done. Nobody wrote them down, so the next update
 * would make them again and learn that they exist, and a destroy would leave them behind. What Pulumi has not made stays out.
 */
export async function unrecordedOf(
  { deployment }: StackState,
  { get }: Pick<Connection, "get">,
): Promise<Made[]> {
  const recorded = new Set(deployment.resources.map(({ urn }) => urn));
  const looks = deployment.pending_operations.map(async ({ type, resource: { urn, inputs = {} } }) => {
    if (type !== "creating" || recorded.has(urn)) return [];
    const place = await placeOf(inputs, get);
    if (place === undefined) return [];
    const { status, body } = await get(place.url);
    const fieldManager = status === 200 && isDataObject(body) ? makerOf(body) : undefined;
    return fieldManager === undefined ? [] : [{ urn, id: place.id, fieldManager }];
  });
  return (await Promise.all(looks)).flat();
}

/** The state with these written down as the provider does it, for a refresh to fill in the rest. */
export function withRecorded(state: StackState, made: readonly Made[]): StackState {
  const { deployment } = state;
  const added = deployment.pending_operations.flatMap(({ resource: pending }) => {
    const found = made.find(({ urn }) => urn === pending.urn);
    if (found === undefined) return [];
    const { inputs = {} } = pending;
    const books = { __fieldManager: found.fieldManager, __initialApiVersion: inputs["apiVersion"] };
    return [{ ...pending, id: found.id, outputs: { ...inputs, ...books } }];
  });
  return {
    ...state,
    deployment: { ...deployment, resources: [...deployment.resources, ...added], pending_operations: [] },
  };
}

async function placeOf(
  inputs: Readonly<Record<string, unknown>>,
  get: Connection["get"],
): Promise<{ url: string; id: string } | undefined> {
  const [apiVersion, kind] = [textAt(inputs, "apiVersion"), textAt(inputs, "kind")];
  const metadata = mapAt(inputs, "metadata");
  const [namespace, name] = [textAt(metadata, "namespace"), textAt(metadata, "name")];
  const { body } = await get(groupPath(apiVersion));
  const known = listAt(isDataObject(body) ? body : {}, "resources").find(
    (one) => one["kind"] === kind && !textAt(one, "name").includes("/"),
  );
  if (known === undefined || name === "") return undefined;
  const plural = textAt(known, "name");
  return known["namespaced"] === true
    ? { url: `${pathOf({ apiVersion, plural, namespace })}/${name}`, id: `${namespace}/${name}` }
    : { url: `${pathOf({ apiVersion, plural })}/${name}`, id: name };
}

function makerOf(object: DataObject): string | undefined {
  return listAt(mapAt(object, "metadata"), "managedFields")
    .map((entry) => textAt(entry, "manager"))
    .find((manager) => manager.startsWith("pulumi-kubernetes"));
}
