import { CONFIG_OF, type DataObject, emptyCluster, type LiveCluster } from "../config";
import { ClusterError, reasonOf } from "./cluster-error";
import { connect } from "./connection";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { mapAt, nameOf } from "./fields";
import { clusterUid } from "./identity";
import { type Collection, list, namesIfAllowed } from "./list";
import { liveCounts } from "./live-counts";
import { liveConfigMaps, namesOfConfigMaps } from "./live-config";
import { liveRoutes, type RouteQuery } from "./live-routes";
import { liveWorkload } from "./live-workload";
import { stableChecksum } from "./stable-checksum";

/** What to read. What is not asked for is empty, and where nothing is asked for no cluster is needed. */
export interface ClusterQuery extends ClusterChoice {
  /** Of the services. */
  readonly namespace: string;
  /** AnalysisTemplates of the namespace and ClusterAnalysisTemplates. */
  readonly templates: boolean;
  /** Deployments and Rollouts of the namespace, and the config of their pods. */
  readonly workloads: boolean;
  /** Names of the Secrets of the namespace, where the user may list them. Default false. */
  readonly secrets?: boolean;
  /** Numbers of the objects that a Rollouts controller keeps. Default: not read. */
  readonly counts?: { readonly withDeployments: boolean };
  /** Objects of routers. */
  readonly routes?: readonly RouteQuery[];
  /** For everything together. Default 10. */
  readonly timeoutSeconds?: number;
}

export type ClusterReading =
  | { readonly live: LiveCluster; readonly reason?: never }
  /** Why it could not be read, as a sentence. */
  | { readonly live?: never; readonly reason: string };

/** Reads what runs in the cluster that the stack writes to. Never throws and never writes. */
export async function readCluster(query: ClusterQuery): Promise<ClusterReading> {
  const { timeoutSeconds = 10 } = query;
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  // The signal ends requests; a login plugin of the kubeconfig knows none.
  const late = new Promise<never>((_, reject) => {
    const sentence = `The cluster did not answer within ${String(timeoutSeconds)} s.`;
    signal.addEventListener("abort", () => reject(new ClusterError(sentence)), { once: true });
  });
  try {
    return { live: await Promise.race([read(query, signal), late]) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function read(query: ClusterQuery, signal: AbortSignal): Promise<LiveCluster> {
  const { namespace, templates, workloads, secrets = false, routes, counts } = query;
  if (!templates && !workloads && !secrets && !counts) return emptyCluster;
  const { get } = await connect(await loadKubeConfig(query), signal);
  const listIf = (wanted: boolean, collection: Collection): Promise<DataObject[]> =>
    wanted ? list(get, collection) : Promise.resolve([]);
  const argo = "argoproj.io/v1alpha1";
  const [
    uid,
    clusterWide,
    namespaced,
    deployments,
    rollouts,
    configMaps,
    secretNames,
    routeObjects,
    counted,
  ] = await Promise.all([
    clusterUid(get),
    listIf(templates, { apiVersion: argo, plural: "clusteranalysistemplates" }),
    listIf(templates, { apiVersion: argo, plural: "analysistemplates", namespace }),
    listIf(workloads, { apiVersion: "apps/v1", plural: "deployments", namespace }),
    listIf(workloads, { apiVersion: argo, plural: "rollouts", namespace }),
    listIf(workloads, { apiVersion: "v1", plural: "configmaps", namespace, label: CONFIG_OF }),
    secrets ? namesIfAllowed(get, { apiVersion: "v1", plural: "secrets", namespace }) : undefined,
    routes && liveRoutes(get, routes, namespace),
    counts && liveCounts(get, counts.withDeployments),
  ]);
  const replicaSets = { apiVersion: "apps/v1", plural: "replicasets", namespace };
  const revisions = await listIf(configMaps.length > 0, replicaSets);
  return {
    uid,
    namespace,
    ...(secretNames && { secrets: secretNames }),
    ...(routeObjects && { routes: routeObjects }),
    ...(counted && { counts: counted }),
    clusterAnalysisTemplates: specsByName(clusterWide),
    analysisTemplates: specsByName(namespaced),
    workloads: [
      ...deployments.map((object) => liveWorkload("Deployment", object)),
      ...(await Promise.all(
        rollouts.map(async (object) => liveWorkload("Rollout", object, await stableChecksum(get, object))),
      )),
    ],
    ...(workloads && {
      config: {
        configMaps: liveConfigMaps(configMaps, namespace),
        inUse: namesOfConfigMaps([...deployments, ...rollouts, ...revisions]),
      },
    }),
  };
}

function specsByName(objects: readonly DataObject[]): Map<string, DataObject> {
  return new Map(objects.map((object) => [nameOf(object), mapAt(object, "spec")]));
}
