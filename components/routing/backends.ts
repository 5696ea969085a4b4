import { type CanaryConfig, deliveryOf } from "../config";
import type { Subject } from "../manifests";

/** Where a route sends requests; with a weight only where a controller moves it. */
export interface Backend {
  /** Name of a Service. */
  readonly service: string;
  /** Istio's subset level: the version within that Service. */
  readonly subset?: string;
  readonly weight?: number;
}

/** The apex for a Deployment, the live Service for blue-green, both versions (stable first) for a canary. */
export function backendsOf({ name, service }: Subject): Backend[] {
  const delivery = deliveryOf(name, service);
  if (delivery.kind === "Deployment") return [{ service: name }];
  if (delivery.kind === "blueGreen") return [{ service: delivery.blueGreen.activeService }];
  return weighted(versionsOf(name, delivery.canary));
}

/**
 * In the order of upstream's `GetStableAndCanaryServices`: ping and pong count where no other Services are named. Where
 * subsets tell the versions apart, both are behind the apex.
 */
function versionsOf(name: string, { stableService, canaryService, pingPong }: CanaryConfig): Versions {
  if (stableService !== undefined && canaryService !== undefined)
    return [{ service: stableService }, { service: canaryService }];
  const { pingService, pongService } = pingPong ?? { pingService: name, pongService: name };
  return [{ service: pingService }, { service: pongService }];
}

type Versions = readonly [stable: Backend, canary: Backend];

/** As at rest: the controller moves the weights from here. */
export function weighted([stable, canary]: Versions): Backend[] {
  return [
    { ...stable, weight: 100 },
    { ...canary, weight: 0 },
  ];
}
