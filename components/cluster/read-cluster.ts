import type { DataObject, LiveCluster } from "../config";
import { ClusterError } from "./cluster-error";
import { connect } from "./connection";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { mapAt, nameOf } from "./fields";
import { clusterUid } from "./identity";
import { type Collection, list } from "./list";
import { liveWorkload } from "./live-workload";
import { stableChecksum } from "./stable-checksum";

/** What to read. What is not asked for is empty, and where nothing is asked for no cluster is needed. */
export interface ClusterQuery extends ClusterChoice {
  /** Of the services. */
  readonly namespace: string;
  /** AnalysisTemplates of the namespace and ClusterAnalysisTemplates. */
  readonly templates: boolean;
  /** Deployments and Rollouts of the namespace. */
  readonly workloads: boolean;
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

const NOTHING: LiveCluster = {
  clusterAnalysisTemplates: new Map(),
  analysisTemplates: new Map(),
  workloads: [],
};

async function read(query: ClusterQuery, signal: AbortSignal): Promise<LiveCluster> {
  const { namespace, templates, workloads } = query;
  if (!templates && !workloads) return NOTHING;
  const get = await connect(await loadKubeConfig(query), signal);
  const listIf = (wanted: boolean, collection: Collection): Promise<DataObject[]> =>
    wanted ? list(get, collection) : Promise.resolve([]);
  const argo = "argoproj.io/v1alpha1";
  const [uid, clusterWide, namespaced, deployments, rollouts] = await Promise.all([
    clusterUid(get),
    listIf(templates, { apiVersion: argo, plural: "clusteranalysistemplates" }),
    listIf(templates, { apiVersion: argo, plural: "analysistemplates", namespace }),
    listIf(workloads, { apiVersion: "apps/v1", plural: "deployments", namespace }),
    listIf(workloads, { apiVersion: argo, plural: "rollouts", namespace }),
  ]);
  return {
    uid,
    clusterAnalysisTemplates: specsByName(clusterWide),
    analysisTemplates: specsByName(namespaced),
    workloads: [
      ...deployments.map((object) => liveWorkload("Deployment", object)),
      ...(await Promise.all(
        rollouts.map(async (object) => liveWorkload("Rollout", object, await stableChecksum(get, object))),
      )),
    ],
  };
}

function specsByName(objects: readonly DataObject[]): Map<string, DataObject> {
  return new Map(objects.map((object) => [nameOf(object), mapAt(object, "spec")]));
}

/** One line: what a login plugin says may be long. */
function reasonOf(error: unknown): string {
  if (error instanceof ClusterError) return error.message;
  if (!(error instanceof Error)) return "The cluster cannot be reached.";
  const code = "code" in error ? String(error.code) : error.name;
  return `The cluster cannot be reached: ${error.message.split("\n", 1).join("") || code}.`;
}
