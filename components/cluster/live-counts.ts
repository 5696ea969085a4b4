import { type ControllerLoad, isDataObject, type LoadKind } from "../config";
import type { Get } from "./connection";
import { listAt, mapAt, numberAt } from "./fields";

/** Where the objects are that a Rollouts controller keeps. */
const paths: Readonly<Record<LoadKind, readonly string[]>> = {
  rollouts: ["/apis/argoproj.io/v1alpha1/rollouts"],
  // Those of Deployments too: an API server does not count what is left of a selection (`ListMeta.remainingItemCount`).
  replicaSets: ["/apis/apps/v1/replicasets"],
  analysisRuns: ["/apis/argoproj.io/v1alpha1/analysisruns"],
  services: ["/api/v1/services"],
  ingresses: ["/apis/networking.k8s.io/v1/ingresses"],
  istioObjects: [
    "/apis/networking.istio.io/v1/virtualservices",
    "/apis/networking.istio.io/v1/destinationrules",
  ],
  deployments: ["/apis/apps/v1/deployments"],
};

/**
 * How many objects of each kind a cluster has, all namespaces together, for the price of one object per kind. What may not be
 * listed is left out. Deployments count only where the controller looks at them.
 */
export async function liveCounts(get: Get, withDeployments: boolean): Promise<Partial<ControllerLoad>> {
  const kinds = Object.keys(paths) as LoadKind[];
  const wanted = kinds.filter((kind) => kind !== "deployments" || withDeployments);
  const counts = await Promise.all(
    wanted.map(async (kind) => {
      const each = await Promise.all(paths[kind].map((path) => countAt(get, path)));
      const known = each.filter((count) => count !== undefined);
      return known.length < each.length
        ? []
        : [[kind, known.reduce((sum, count) => sum + count, 0)] as const];
    }),
  );
  return Object.fromEntries(counts.flat());
}

/** Metadata alone: one object of some kinds may be large. */
const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

async function countAt(get: Get, path: string): Promise<number | undefined> {
  const { status, body } = await get(`${path}?limit=1`, METADATA);
  // The cluster does not know the kind.
  if (status === 404) return 0;
  if (status !== 200 || !isDataObject(body)) return undefined;
  return listAt(body, "items").length + (numberAt(mapAt(body, "metadata"), "remainingItemCount") ?? 0);
}
