import { renderAnalysisTemplates } from "../analysis";
import type { Manifest, Subject } from "../manifests";
import { renderRoutes, type Route } from "../routing";
import { withAwait } from "./awaiting";
import { idsInCluster, keptConfig, renderConfig } from "./config";
import { renderDeployment } from "./deployment";
import { heldPaths, holdNotices, holdOf, isWaiting, withHold } from "./freeze";
import { gatesOf, isKept, isScaledByOthers, objectsAfter, objectsBefore, scalingTarget } from "./objects";
import { renderRollout, workloadRefOf } from "./rollout";
import { ownedByController, renderServices } from "./service";
import { withReleaseChecksum } from "./release-checksum";
import { renderServiceAccount } from "./service-account";

/** All objects of one service, in the groups in which they are registered. */
export interface WorkloadPlan {
  /** What the workload needs to exist before it. */
  readonly prerequisites: readonly Manifest[];
  readonly services: readonly Manifest[];
  /** The routes that have to be there before the workload. */
  readonly routes: readonly Manifest[];
  /** Jobs that have to succeed before the workload changes. */
  readonly gates: readonly Manifest[];
  /** Deployment or Rollout, never both. */
  readonly workload: Manifest;
  /** What moves to the workload when it runs: a Deployment's routes, and what names the workload, first its autoscaler. */
  readonly followers: readonly Manifest[];
  /**
   * Paths that the program leaves alone once the object exists: somebody else writes them (a controller, a routing plugin, the
   * autoscaler), or a freeze holds them.
   */
  readonly ownedByOthers: ReadonlyMap<Manifest, readonly string[]>;
  /** What stays in the cluster when it leaves the program. */
  readonly kept: ReadonlySet<Manifest>;
  /** Ids of what is in the cluster already and belongs to the service, whether the state knows it or not. */
  readonly idsInCluster: ReadonlyMap<Manifest, string>;
  /** Routes, before or after the workload. */
  readonly routeManifests: ReadonlySet<Manifest>;
  /** What a person should know of it, as sentences. */
  readonly notices: readonly string[];
}

/** `isWaitedForHere`: the program itself waits for the workload, so that Pulumi's provider must not. */
export function planWorkload(subject: Subject, isWaitedForHere = false): WorkloadPlan {
  // Where it was not read, nothing is known of what earlier versions need.
  const live = subject.live?.config;
  const config = workloadRefOf(subject) === undefined ? renderConfig(subject) : [];
  const earlier = live ? keptConfig(subject, config, live) : [];
  const services = renderServices(subject);
  const routes = renderRoutes(subject);
  const isRollout = subject.service.rollout.enabled;
  const routeManifests = routes.map(({ manifest }) => manifest);
  const hold = holdOf(subject);
  const rendered = withHold(withReleaseChecksum(renderWorkload(subject)), hold);
  // The provider would wait for what is held.
  const workload = withAwait(rendered, isWaitedForHere || hold?.release !== undefined);
  const before = objectsBefore(subject);
  return {
    prerequisites: [
      ...podPrerequisites(subject),
      ...config,
      ...earlier,
      ...before,
      ...renderAnalysisTemplates(subject),
    ],
    services,
    // A Rollout never gets healthy without its routes, and its new Services find the pods of the old workload until then. To
    // a Deployment the routes come back when its pods are ready: the apex may find only those.
    routes: isRollout ? routeManifests : [],
    // They would run for a version that does not come yet.
    gates: hold === undefined || isWaiting(workload, subject) === false ? gatesOf(subject) : [],
    workload,
    followers: [...(isRollout ? [] : routeManifests), ...objectsAfter(subject, scalingTarget(workload))],
    ownedByOthers: new Map([
      ...services.map((service) => [service, ownedByController(subject, service)] as const),
      ...routes.map(({ manifest, ownedByController: paths }) => [manifest, paths] as const),
      [workload, [...(isScaledByOthers(subject) ? ["spec.replicas"] : []), ...heldPaths(subject, hold)]],
    ]),
    kept: new Set([
      ...before.filter((object) => isKept(subject, object)),
      ...(live ? [] : config.filter(({ immutable }) => immutable)),
    ]),
    idsInCluster: new Map(live ? idsInCluster(subject, [...config, ...earlier], live) : []),
    routeManifests: new Set(routeManifests),
    notices: [
      ...holdNotices(subject, hold, workload),
      ...routes.filter(({ editsWait }) => editsWait).map(waiting),
    ],
  };
}

function waiting({ manifest: { kind, metadata }, ownedByController }: Route): string {
  const lists = ownedByController.join(" and ");
  return `The cluster was not read, so an edit of ${lists} of the ${kind} ${metadata.name} waits: the weights there are the controller's.`;
}

function renderWorkload(subject: Subject): Manifest {
  return subject.service.rollout.enabled ? renderRollout(subject) : renderDeployment(subject);
}

/** In the order in which they are registered. */
export function manifestsOf(plan: WorkloadPlan): Manifest[] {
  const { prerequisites, services, routes, gates, workload, followers } = plan;
  return [...prerequisites, ...services, ...routes, ...gates, workload, ...followers];
}

/** What the package's own pods need; pods from elsewhere bring it along. */
function podPrerequisites(subject: Subject): Manifest[] {
  if (workloadRefOf(subject) !== undefined) return [];
  return [renderServiceAccount(subject)].filter((one) => one !== undefined);
}
