import { isDeepStrictEqual } from "node:util";
import { currentOf, deliveryOf, lookKey, routeKey } from "../../config";
import type { Manifest, Subject } from "../../manifests";
import { knownNamespace } from "../full-name";
import { areNamesKnown, type ControllersPart, mergeList } from "./merge-list";
import { routeKindOf } from "./route-kinds";
import { listIn, type SharedList, withValue } from "./shared-list";

/** An object of a router as it is to be registered. */
export interface Route {
  readonly manifest: Manifest;
  /** Paths that are left as they are once the object exists. */
  readonly ownedByController: readonly string[];
  /** Edits of these paths do not reach the cluster: the live object is not known, so neither are its weights. */
  readonly editsWait: boolean;
}

/**
 * A canary's route keeps what the controller has written into it. Where that is all in which it differs from the live
 * object, the list is the controller's, and there is nothing to ship; else the list is shipped with the live weights.
 */
export function withLive(subject: Subject, manifest: Manifest): Route {
  const kind = routeKindOf(manifest);
  const shared = kind?.shared.filter(({ at }) => listIn(manifest, at).length > 0) ?? [];
  const part = controllersPart(subject);
  if (part === undefined || shared.length === 0) {
    const ownedByController = part === undefined ? [] : (kind?.owned ?? []);
    return { manifest, ownedByController, editsWait: false };
  }
  const routes = subject.live?.routes;
  const where = elsewhere(subject, manifest);
  const areKnown = shared.every((list) => areNamesKnown(listIn(manifest, list.at), list, part));
  if (!routes?.asked.has(lookKey(manifest.kind, where)) || !areKnown)
    return { manifest, ownedByController: shared.map(pathOf), editsWait: true };
  const live = routes.objects.get(routeKey(manifest.kind, manifest.metadata.name, where));
  if (live === undefined) return { manifest, ownedByController: [], editsWait: false };
  return shared.reduce<Route>(
    (route, list) => {
      const before = listIn(live, list.at);
      const merged = mergeList(listIn(manifest, list.at), before, list, part);
      if (isDeepStrictEqual(merged, before))
        return { ...route, ownedByController: [...route.ownedByController, pathOf(list)] };
      return { ...route, manifest: withValue(route.manifest, list.at, merged) };
    },
    { manifest, ownedByController: [], editsWait: false },
  );
}

/** The namespace of an object that is not in the service's. */
export function elsewhere(subject: Subject, { metadata: { namespace } }: Manifest): string | undefined {
  const own = knownNamespace(subject);
  return typeof namespace === "string" && namespace !== own ? namespace : undefined;
}

function pathOf({ at }: SharedList): string {
  return at.join(".");
}

/** Undefined: no controller writes weights. */
export function controllersPart({ name, service, live }: Subject): ControllersPart | undefined {
  const delivery = deliveryOf(name, service);
  if (delivery.kind !== "canary") return undefined;
  const { stableService, canaryService, pingPong, trafficRouting, steps } = delivery.canary;
  const subsets = trafficRouting?.istio?.destinationRule;
  const nodes = trafficRouting?.appMesh?.virtualNodeGroup;
  const versions = [
    ...[stableService, canaryService, pingPong?.pingService, pingPong?.pongService],
    ...[subsets?.stableSubsetName, subsets?.canarySubsetName],
    ...[nodes?.stableVirtualNodeRef.name, nodes?.canaryVirtualNodeRef.name],
  ];
  const ofSteps = steps.flatMap(({ experiment }) => experiment?.templates ?? []);
  const experiments = new Set(ofSteps.flatMap(({ service: one }) => one?.name ?? []));
  // Upstream: `GetExperimentFromTemplate`.
  const made = new RegExp(`^${name}-[a-z0-9]+-\\d+-\\d+`);
  return {
    versions: new Set(versions.filter((one) => one !== undefined)),
    managedRoutes: [
      ...(trafficRouting?.managedRoutes ?? []).map((route) => route.name),
      ...(currentOf(name, service.rollout, live)?.release?.managedRoutes ?? []),
    ],
    isExperiment: (backend) => experiments.has(backend) || made.test(backend),
  };
}
