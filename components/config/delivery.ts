import { type BlueGreenConfig, type CanaryConfig } from "./rollout-strategy";
import { withRole } from "./roles";
import { trafficRoutingOf } from "./routing/blocks";
import { routersOf } from "./routing/routers";
import type { TrafficRouting } from "./routing/traffic-routing";
import type { ServiceConfig } from "./service";

/** How a service gets a new version, with everything filled in that the values leave to the package. */
export type Delivery =
  | { readonly kind: "Deployment" }
  | { readonly kind: "canary"; readonly canary: CanaryConfig }
  | {
      readonly kind: "blueGreen";
      readonly blueGreen: BlueGreenConfig & {
        readonly activeService: string;
        readonly previewService: string;
      };
    };

export function deliveryOf(name: string, service: ServiceConfig): Delivery {
  const { rollout } = service;
  if (!rollout.enabled) return { kind: "Deployment" };
  if (rollout.strategy === "canary") return { kind: "canary", canary: canaryOf(name, service) };
  const { activeService = name, previewService = `${name}-preview`, ...others } = rollout.blueGreen;
  const activeMetadata = withRole(service, others.activeMetadata, "active");
  const previewMetadata = withRole(service, others.previewMetadata, "preview");
  const roles = { ...(activeMetadata && { activeMetadata }), ...(previewMetadata && { previewMetadata }) };
  return { kind: "blueGreen", blueGreen: { activeService, previewService, ...others, ...roles } };
}

function canaryOf(name: string, service: ServiceConfig): CanaryConfig {
  const canary = withRoles(service);
  const trafficRouting = trafficRoutingOf(name, service);
  if (trafficRouting === undefined) return canary;
  const needsServices = routersOf(trafficRouting).some(({ traits }) => traits.needsServices);
  const hasOwn = canary.pingPong !== undefined || splitsBySubset(trafficRouting);
  const services =
    needsServices && !hasOwn ? { canaryService: `${name}-canary`, stableService: `${name}-stable` } : {};
  return { ...services, ...canary, trafficRouting };
}

function withRoles(service: ServiceConfig): CanaryConfig {
  const { canary } = service.rollout;
  const stableMetadata = withRole(service, canary.stableMetadata, "stable");
  const canaryMetadata = withRole(service, canary.canaryMetadata, "canary");
  return { ...canary, ...(stableMetadata && { stableMetadata }), ...(canaryMetadata && { canaryMetadata }) };
}

/** Istio's subset level: one Service, and a DestinationRule that tells the versions apart. */
function splitsBySubset(routing: TrafficRouting): boolean {
  return routing.istio?.destinationRule !== undefined && routersOf(routing).length === 1;
}
