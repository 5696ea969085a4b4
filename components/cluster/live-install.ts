import { type DataObject, isDataObject } from "../config";
import { reasonOf } from "./cluster-error";
import { connect, type Get } from "./connection";
import { listAt, mapAt, textAt } from "./fields";
import { inTime } from "./in-time";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { list } from "./list";
import { countIfAllowed } from "./live-counts";

const GROUP = "argoproj.io";
const API_VERSION = `${GROUP}/v1alpha1`;

/** Plural names of the kinds that the Rollouts controller works with. */
const KINDS = ["analysisruns", "analysistemplates", "clusteranalysistemplates", "experiments", "rollouts"];

/** Argo Rollouts as it is in a cluster, whoever installed it. */
export interface LiveInstall {
  /** Tag of the controller's image, without the `v`. Undefined where none was found in its namespace. */
  readonly version?: string;
  /** Its CRDs. Undefined where they may not be read. */
  readonly crds?: readonly DataObject[];
  /** Rollouts of all namespaces. Undefined where they may not be listed. */
  readonly rollouts?: number;
}

export interface InstallQuery extends ClusterChoice {
  /** Of the controller. */
  readonly namespace: string;
}

type Reading<T> =
  | { readonly found: T; readonly reason?: never }
  /** Why it could not be read, as a sentence. */
  | { readonly found?: never; readonly reason: string };

/** Never throws and never writes. */
export function readInstall(query: InstallQuery): Promise<Reading<LiveInstall>> {
  return reading(query, async (get) => {
    const [version, crds, rollouts] = await Promise.all([
      controllerVersion(get, query.namespace),
      liveCrds(get),
      countIfAllowed(get, { apiVersion: API_VERSION, plural: "rollouts" }),
    ]);
    return {
      ...(version !== undefined && { version }),
      ...(crds !== undefined && { crds }),
      ...(rollouts !== undefined && { rollouts }),
    };
  });
}

/** All objects of kinds of Argo Rollouts in all namespaces, by plural name. Never throws and never writes. */
export function readObjects(
  choice: ClusterChoice,
  kinds: readonly string[],
): Promise<Reading<ReadonlyMap<string, DataObject[]>>> {
  return reading(choice, async (get) => {
    const entries = kinds.map(async (plural) => {
      return [plural, await list(get, { apiVersion: API_VERSION, plural })] as const;
    });
    return new Map(await Promise.all(entries));
  });
}

async function reading<T>(choice: ClusterChoice, read: (get: Get) => Promise<T>): Promise<Reading<T>> {
  try {
    const found = await inTime(async (signal) =>
      read((await connect(await loadKubeConfig(choice), signal)).get),
    );
    return { found };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function controllerVersion(get: Get, namespace: string): Promise<string | undefined> {
  const folder = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`;
  const label = encodeURIComponent("app.kubernetes.io/name=argo-rollouts");
  const { body } = await get(`${folder}?labelSelector=${label}`);
  const [deployment] = isDataObject(body) ? listAt(body, "items") : [];
  return deployment && versionOf(deployment);
}

/** The release of a controller by its image. Undefined for one that is named by its digest alone. */
export function versionOf(deployment: Readonly<Record<string, unknown>>): string | undefined {
  const { spec } = deployment;
  const [container] = listAt(mapAt(isDataObject(spec) ? spec : {}, "template", "spec"), "containers");
  return container && tagOf(textAt(container, "image"));
}

/** `quay.io:443/argoproj/argo-rollouts:v1.10.1@sha256:...` -> `1.10.1`. */
function tagOf(image: string): string | undefined {
  const [named = ""] = image.split("@", 1);
  return /:v?([^:/]+)$/.exec(named)?.[1];
}

/** Those that there are; undefined where any may not be read. */
async function liveCrds(get: Get): Promise<DataObject[] | undefined> {
  const crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  const answers = await Promise.all(KINDS.map((plural) => get(`${crds}/${plural}.${GROUP}`)));
  if (answers.some(({ status }) => status !== 200 && status !== 404)) return undefined;
  return answers.flatMap(({ status, body }) => (status === 200 && isDataObject(body) ? [body] : []));
}
