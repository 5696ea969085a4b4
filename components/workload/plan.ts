import { renderAnalysisTemplates } from "../analysis";
import type { Manifest, Subject } from "../manifests";
import { renderRoutes } from "../routing";
import { renderAutoscaler, scalingTarget } from "./autoscaler";
import { renderConfigFiles } from "./config-files";
import { renderDeployment } from "./deployment";
import { renderDisruptionBudget } from "./disruption-budget";
import { renderRollout, workloadRefOf } from "./rollout";
import { ownedByController, renderServices } from "./service";
import { renderServiceAccount } from "./service-account";

/** All objects of one service, in the groups in which they are registered. */
export interface WorkloadPlan {
  /** What the workload needs to exist before it. */
  readonly prerequisites: readonly Manifest[];
  readonly services: readonly Manifest[];
  readonly routes: readonly Manifest[];
  /** Deployment or Rollout, never both. */
  readonly workload: Manifest;
  readonly autoscaler: Manifest | undefined;
  /** Paths that somebody else writes once the object exists: a controller, a routing plugin, the autoscaler. */
  readonly ownedByOthers: ReadonlyMap<Manifest, readonly string[]>;
}

export function planWorkload(subject: Subject): WorkloadPlan {
  const services = renderServices(subject);
  const routes = renderRoutes(subject);
  const workload = subject.service.rollout.enabled ? renderRollout(subject) : renderDeployment(subject);
  const autoscaler = renderAutoscaler(subject, scalingTarget(workload));
  return {
    prerequisites: [
      ...podPrerequisites(subject),
      ...present(renderDisruptionBudget(subject)),
      ...renderAnalysisTemplates(subject),
    ],
    services,
    routes: routes.map(({ manifest }) => manifest),
    workload,
    autoscaler,
    ownedByOthers: new Map([
      ...services.map((service) => [service, ownedByController(subject, service)] as const),
      ...routes.map(({ manifest, ownedByController: paths }) => [manifest, paths] as const),
      [workload, autoscaler ? ["spec.replicas"] : []],
    ]),
  };
}

/** What the package's own pods need; pods from elsewhere bring it along. */
function podPrerequisites(subject: Subject): Manifest[] {
  if (workloadRefOf(subject) !== undefined) return [];
  return present(renderServiceAccount(subject), renderConfigFiles(subject));
}

function present(...objects: (Manifest | undefined)[]): Manifest[] {
  return objects.filter((object) => object !== undefined);
}
