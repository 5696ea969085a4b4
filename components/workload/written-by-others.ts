import type { Path } from "../config";
import type { Manifest, Subject } from "../manifests";
import { writtenPaths } from "../routing";
import { isScaledByOthers } from "./objects";
import type { WorkloadPlan } from "./plan";
import { strategyServices } from "./service";

/** Upstream: `ManagedByRolloutsKey`. */
const MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";
const POD_HASH = "rollouts-pod-template-hash";

/**
 * Where others write in a service's objects once they exist: the Rollouts controller, a routing plugin, the autoscaler. For an
 * apply that is not Pulumi's, field by field: `ownedByOthers` of the plan goes no deeper than Pulumi's provider can.
 */
export function writtenByOthers(
  subject: Subject,
  plan: WorkloadPlan,
): ReadonlyMap<Manifest, readonly Path[]> {
  const switched = new Set(strategyServices(subject));
  const ofServices = plan.services
    .filter(({ metadata }) => switched.has(metadata.name))
    .map((service): [Manifest, Path[]] => [
      service,
      [
        ["spec", "selector", POD_HASH],
        ["metadata", "annotations", MANAGED_BY],
      ],
    ]);
  const ofRoutes = [...plan.routeManifests].map((route): [Manifest, Path[]] => [
    route,
    writtenPaths(subject, route),
  ]);
  const ofWorkload: [Manifest, Path[]][] = isScaledByOthers(subject)
    ? [[plan.workload, [["spec", "replicas"]]]]
    : [];
  return new Map([...ofServices, ...ofRoutes, ...ofWorkload].filter(([, paths]) => paths.length > 0));
}
