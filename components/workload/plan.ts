import { renderAnalysisTemplates } from "../analysis";
import type { Manifest, Subject } from "../manifests";
import { renderRoutes } from "../routing";
import { renderConfigFiles } from "./config-files";
import { renderDeployment } from "./deployment";
import { gatesOf, isKept, isScaledByOthers, objectsAfter, objectsBefore, scalingTarget } from "./objects";
import { renderRollout, workloadRefOf } from "./rollout";
import { ownedByController, renderServices } from "./service";
import { renderServiceAccount } from "./service-account";

/** All objects of one service, in the groups in which they are registered. */
export interface WorkloadPlan {
  /** What the workload needs to exist before it. */
  readonly prerequisites: readonly Manifest[];
  readonly services: readonly Manifest[];
  readonly routes: readonly Manifest[];
  /** Jobs that have to succeed before the workload changes. */
  readonly gates: readonly Manifest[];
  /** Deployment or Rollout, never both. */
  readonly workload: Manifest;
  /** What names the workload, first of all its autoscaler: at a switch of kind they move when it runs. */
  readonly followers: readonly Manifest[];
  /** Paths that somebody else writes once the object exists: a controller, a routing plugin, the autoscaler. */
  readonly ownedByOthers: ReadonlyMap<Manifest, readonly string[]>;
  /** What stays in the cluster when it leaves the program. */
  readonly kept: ReadonlySet<Manifest>;
}

export function planWorkload(subject: Subject): WorkloadPlan {
  const services = renderServices(subject);
  const routes = renderRoutes(subject);
  const workload = subject.service.rollout.enabled ? renderRollout(subject) : renderDeployment(subject);
  const before = objectsBefore(subject);
  return {
    prerequisites: [...podPrerequisites(subject), ...before, ...renderAnalysisTemplates(subject)],
    services,
    routes: routes.map(({ manifest }) => manifest),
    gates: gatesOf(subject),
    workload,
    followers: objectsAfter(subject, scalingTarget(workload)),
    ownedByOthers: new Map([
      ...services.map((service) => [service, ownedByController(subject, service)] as const),
      ...routes.map(({ manifest, ownedByController: paths }) => [manifest, paths] as const),
      [workload, isScaledByOthers(subject) ? ["spec.replicas"] : []],
    ]),
    kept: new Set(before.filter((object) => isKept(subject, object))),
  };
}

/** In the order in which they are registered. */
export function manifestsOf(plan: WorkloadPlan): Manifest[] {
  const { prerequisites, services, routes, gates, workload, followers } = plan;
  return [...prerequisites, ...services, ...routes, ...gates, workload, ...followers];
}

/** What the package's own pods need; pods from elsewhere bring it along. */
function podPrerequisites(subject: Subject): Manifest[] {
  if (workloadRefOf(subject) !== undefined) return [];
  return [renderServiceAccount(subject), renderConfigFiles(subject)].filter((one) => one !== undefined);
}
