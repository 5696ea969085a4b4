import { type CanaryConfig, deliveryOf } from "../config";
import type { Subject } from "../manifests";
import type { Traffic } from "./router";

/** Where a route sends requests; with a weight only where a controller moves it. */
export interface Backend {
  /** Name of a Service. */
  readonly service: string;
  /** Istio's subset level: the version within that Service. */
  readonly subset?: string;
  readonly weight?: number;
}

export function trafficOf({ name, service }: Subject): Traffic {
  const delivery = deliveryOf(name, service);
  if (delivery.kind === "Deployment") return { backends: [{ service: name }], preview: undefined };
  if (delivery.kind === "blueGreen") {
    const { activeService, previewService } = delivery.blueGreen;
    return { backends: [{ service: activeService }], preview: previewService };
  }
  const versions = versionsOf(name, delivery.canary);
  return { backends: weighted(versions), preview: delivery.canary.canaryService };
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
