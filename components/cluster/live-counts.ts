import { type ControllerLoad, type DataObject, isDataObject, type LoadKind } from "../config";
import type { Get } from "./connection";
import { mapAt, numberAt, textAt } from "./fields";
import { type Collection, METADATA, namesIfAllowed, pathOf } from "./list";

const argo = "argoproj.io/v1alpha1";
const istio = "networking.istio.io/v1";

/** Where the objects are that a Rollouts controller keeps. */
const collections: Readonly<Record<LoadKind, readonly Collection[]>> = {
  rollouts: [{ apiVersion: argo, plural: "rollouts" }],
  // Those of Deployments too: an API server does not count what is left of a selection (`ListMeta.remainingItemCount`).
  replicaSets: [{ apiVersion: "apps/v1", plural: "replicasets" }],
  analysisRuns: [{ apiVersion: argo, plural: "analysisruns" }],
  services: [{ apiVersion: "v1", plural: "services" }],
  ingresses: [{ apiVersion: "networking.k8s.io/v1", plural: "ingresses" }],
  istioObjects: [
    { apiVersion: istio, plural: "virtualservices" },
    { apiVersion: istio, plural: "destinationrules" },
  ],
  deployments: [{ apiVersion: "apps/v1", plural: "deployments" }],
};

/**
 * How many objects of each kind a cluster has, all namespaces together, for the price of one object per kind. What may not be
 * listed is left out. Deployments count only where the controller looks at them.
 */
export async function liveCounts(get: Get, withDeployments: boolean): Promise<Partial<ControllerLoad>> {
  const kinds = Object.keys(collections) as LoadKind[];
  const wanted = kinds.filter((kind) => kind !== "deployments" || withDeployments);
  const counts = await Promise.all(
    wanted.map(async (kind) => {
      const each = await Promise.all(collections[kind].map((one) => countIfAllowed(get, one)));
      const known = each.filter((count) => count !== undefined);
      return known.length < each.length
        ? []
        : [[kind, known.reduce((sum, count) => sum + count, 0)] as const];
    }),
  );
  return Object.fromEntries(counts.flat());
}

/** How many objects there are, for one small answer; undefined where they may not be listed. None of a kind that the cluster does not know. */
export async function countIfAllowed(get: Get, collection: Collection): Promise<number | undefined> {
  const { status, body } = await get(`${pathOf(collection)}?limit=1`, METADATA);
  if (status === 404) return 0;
  if (status !== 200 || !isDataObject(body)) return undefined;
  return countIn(body) ?? (await namesIfAllowed(get, collection))?.size;
}

/** What the first page of a list tells of all pages. Undefined where the API server does not say what the others hold. */
export function countIn(page: DataObject): number | undefined {
  const { items } = page;
  const here = Array.isArray(items) ? items.length : 0;
  const metadata = mapAt(page, "metadata");
  if (textAt(metadata, "continue") === "") return here;
  const remaining = numberAt(metadata, "remainingItemCount");
  return remaining === undefined ? undefined : here + remaining;
}
