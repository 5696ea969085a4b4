import {
  addCounts,
  type ControllerLoad,
  deliveryOf,
  type Delivery,
  isDataObject,
  noLoad,
  type ServiceConfig,
} from "../components/config";
import type { Manifest } from "../components/manifests";
import { manifestsOf, planWorkload } from "../components/workload/plan";

/** What a controller will keep of the services of a stack, before there are any in a cluster. */
export function loadOfServices(
  namespace: string,
  services: ReadonlyMap<string, ServiceConfig>,
): ControllerLoad {
  const loads = [...services].map(([name, service]) => loadOfService(name, namespace, service));
  const load = loads.reduce(addCounts, noLoad);
  const refer = [...services.values()].some(({ rollout }) => rollout.enabled && rollout.workloadRef);
  if (!refer) return load;
  // From the first Rollout on that refers to one the controller keeps all Deployments: those of other services as well.
  const others = [...services.values()].filter(({ rollout }) => !rollout.enabled || rollout.workloadRef);
  return { ...load, deployments: others.length };
}

/** Upstream's defaults (`utils/defaults`). */
const defaults = { revisions: 10, successfulRuns: 5, unsuccessfulRuns: 5 };

function loadOfService(name: string, namespace: string, service: ServiceConfig): ControllerLoad {
  const plan = planWorkload({ name, namespace, service });
  const manifests = manifestsOf(plan);
  const around = {
    services: manifests.filter(({ kind }) => kind === "Service").length,
    ingresses: manifests.filter(({ kind }) => kind === "Ingress").length,
    istioObjects: manifests.filter(({ apiVersion }) => apiVersion.startsWith("networking.istio.io/")).length,
  };
  if (!service.rollout.enabled) return { ...noLoad, ...around };
  const { revisionHistoryLimit = defaults.revisions } = service.rollout;
  return {
    ...{ ...noLoad, ...around, rollouts: 1, templateBytes: templateBytes(plan.workload) },
    replicaSets: revisionHistoryLimit + 1,
    analysisRuns: runsKept(name, service),
  };
}

/** What the limits keep of earlier updates, all analyses together, and those of the current one. */
function runsKept(name: string, service: ServiceConfig): number {
  const perUpdate = analysesOf(deliveryOf(name, service));
  if (perUpdate === 0) return 0;
  const { successfulRunHistoryLimit, unsuccessfulRunHistoryLimit } = service.rollout.analysis ?? {};
  const successful = successfulRunHistoryLimit ?? defaults.successfulRuns;
  return successful + (unsuccessfulRunHistoryLimit ?? defaults.unsuccessfulRuns) + perUpdate;
}

function analysesOf(delivery: Delivery): number {
  if (delivery.kind === "canary") {
    const { steps, analysis } = delivery.canary;
    return steps.filter((step) => step.analysis !== undefined).length + (analysis === undefined ? 0 : 1);
  }
  if (delivery.kind !== "blueGreen") return 0;
  const { prePromotionAnalysis, postPromotionAnalysis } = delivery.blueGreen;
  return [prePromotionAnalysis, postPromotionAnalysis].filter((one) => one !== undefined).length;
}

/** A Rollout that takes its template from elsewhere is as large as others: the controller keeps a copy in ReplicaSets. */
function templateBytes({ spec }: Manifest): number {
  const template = isDataObject(spec) ? spec["template"] : undefined;
  return template === undefined ? noLoad.templateBytes : JSON.stringify(template).length;
}
