import type { ClusterChoice } from "../../components/cluster";
import { reasonOf } from "../../components/cluster/cluster-error";
import { connect } from "../../components/cluster/connection";
import { inTime } from "../../components/cluster/in-time";
import { loadKubeConfig } from "../../components/cluster/kubeconfig";
import { LoadError } from "../config/load-error";
import { diagnose } from "./diagnose";
import { readFacts } from "./read-facts";
import { type Diagnosis, diagnosisOf } from "./report";
import type { Request } from "./request";
import { wantedOf, type WantedPlace } from "./wanted";

/** Many lists, of a cluster that may be far away. */
const TIMEOUT_SECONDS = 30;

const DEFAULT_CONTROLLER_NAMESPACE = "argo-rollouts";

/** Reads what is asked for and finds the causes. Rejects with a `LoadError` where the config or the cluster cannot be read. */
export async function examine(request: Request, now = Date.now): Promise<Diagnosis> {
  const place = await wantedOf(request);
  const choice = clusterChoice(request, place);
  try {
    const config = await loadKubeConfig(choice);
    const ofContext = config.getContextObject(config.getCurrentContext())?.namespace;
    const namespace = request.namespace ?? place?.namespace ?? (ofContext || "default");
    const facts = await inTime(async (signal) => {
      const { get } = await connect(config, signal);
      return readFacts(get, {
        service: request.service,
        namespace,
        now: now(),
        flags: flagsOf(request, choice),
        controllerNamespace: place?.controllerNamespace ?? DEFAULT_CONTROLLER_NAMESPACE,
        ...(place && { wanted: place.wanted }),
      });
    }, TIMEOUT_SECONDS);
    return diagnosisOf(facts, diagnose(facts));
  } catch (error) {
    throw new LoadError(reasonOf(error));
  }
}

/** A stack's context is one of its kubeconfig. */
function clusterChoice({ kubeconfig, context }: Request, place: WantedPlace | undefined): ClusterChoice {
  if (kubeconfig !== undefined) return { kubeconfig, context };
  return { kubeconfig: place?.kubeconfig, context: context ?? place?.context };
}

/** A stack's kubeconfig may be its whole content, and is left out. */
function flagsOf({ kubeconfig }: Request, { context }: ClusterChoice): string {
  const file = kubeconfig === undefined ? "" : ` --kubeconfig ${kubeconfig}`;
  return context === undefined ? file : `${file} --context ${context}`;
}
