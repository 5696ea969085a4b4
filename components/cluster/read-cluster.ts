import {
  CONFIG_OF,
  type DataObject,
  emptyCluster,
  INSTANCE_LABEL,
  type LiveCluster,
  mapAt,
  nameOf,
  templateKey,
  type TemplateKind,
  textAt,
} from "../config";
import { reasonOf } from "./cluster-error";
import { connect } from "./connection";
import { inTime } from "./in-time";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
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
  /** The only service of which they are wanted. Default: all that there are. */
  readonly service?: string | undefined;
  /** Names of the Secrets of the namespace, where the user may list them. Default false. */
  readonly secrets?: boolean;
  /** A namespace of which the names of the Secrets are read too, where the user may list them. */
  readonly controllerNamespace?: string | undefined;
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
  try {
    return { live: await inTime((signal) => read(query, signal), query.timeoutSeconds) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function read(query: ClusterQuery, signal: AbortSignal): Promise<LiveCluster> {
  const {
    namespace,
    templates,
    workloads,
    service,
    secrets = false,
    controllerNamespace,
    routes,
    counts,
  } = query;
  const wantsSecrets = secrets || controllerNamespace !== undefined;
  if (!templates && !workloads && !wantsSecrets && !counts) return emptyCluster;
  const { get } = await connect(await loadKubeConfig(query), signal);
  const listIf = (wanted: boolean, collection: Collection): Promise<DataObject[]> =>
    wanted ? list(get, collection) : Promise.resolve([]);
  const secretsOf = (where: string) =>
    namesIfAllowed(get, { apiVersion: "v1", plural: "secrets", namespace: where });
  const argo = "argoproj.io/v1alpha1";
  // A thousand stacks of one service each do not ask for a thousand workloads each.
  const named = service === undefined ? {} : { field: `metadata.name=${service}` };
  const configOf = service === undefined ? CONFIG_OF : `${CONFIG_OF}=${service}`;
  const [
    uid,
    clusterWide,
    namespaced,
    deployments,
    rollouts,
    configMaps,
    secretNames,
    controllerSecrets,
    routeObjects,
    counted,
  ] = await Promise.all([
    clusterUid(get),
    listIf(templates, { apiVersion: argo, plural: "clusteranalysistemplates" }),
    listIf(templates, { apiVersion: argo, plural: "analysistemplates", namespace }),
    listIf(workloads, { apiVersion: "apps/v1", plural: "deployments", namespace, ...named }),
    listIf(workloads, { apiVersion: argo, plural: "rollouts", namespace, ...named }),
    listIf(workloads, { apiVersion: "v1", plural: "configmaps", namespace, label: configOf }),
    secrets ? secretsOf(namespace) : undefined,
    controllerNamespace === undefined ? undefined : secretsOf(controllerNamespace),
    routes && liveRoutes(get, routes, namespace),
    counts && liveCounts(get, counts.withDeployments),
  ]);
  const replicaSets = { apiVersion: "apps/v1", plural: "replicasets", namespace };
  const revisions = await listIf(configMaps.length > 0, replicaSets);
  return {
    uid,
    namespace,
    ...(secretNames && { secrets: secretNames }),
    ...(controllerSecrets && { controllerSecrets }),
    ...(routeObjects && { routes: routeObjects }),
    ...(counted && { counts: counted }),
    clusterAnalysisTemplates: specsByName(clusterWide),
    analysisTemplates: specsByName(namespaced),
    templateInstances: new Map([
      ...instances("ClusterAnalysisTemplate", clusterWide),
      ...instances("AnalysisTemplate", namespaced),
    ]),
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

function instances(kind: TemplateKind, objects: readonly DataObject[]): [string, string][] {
  return objects.flatMap((object): [string, string][] => {
    const instance = textAt(mapAt(object, "metadata", "labels"), INSTANCE_LABEL);
    return instance === "" ? [] : [[templateKey(kind, nameOf(object)), instance]];
  });
}
