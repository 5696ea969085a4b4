import { type BlueGreenConfig, type CanaryConfig } from "./rollout-strategy";
import { withRole } from "./roles";
import { GATEWAY_API_PLUGIN, routersOf } from "./routers";
import type { ServiceConfig } from "./service";
import type { TrafficRouting } from "./traffic-routing";

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

/** Name of the one HTTP route in the VirtualService that is made here. */
export const ISTIO_ROUTE = "primary";

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
  const trafficRouting = routingOf(name, service);
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

/** What `httpRoute` and `cw-istio` ask for, under what `trafficRouting` says itself. */
function routingOf(name: string, service: ServiceConfig): TrafficRouting | undefined {
  const own = service.rollout.canary.trafficRouting;
  const istio = usesVirtualService(service) && { istio: { virtualService: { name, routes: [ISTIO_ROUTE] } } };
  const plugins = { ...gatewayApi(name, service), ...own?.plugins };
  const routing = { ...istio, ...own, ...(Object.keys(plugins).length > 0 && { plugins }) };
  return Object.keys(routing).length > 0 ? routing : undefined;
}

function gatewayApi(name: string, service: ServiceConfig): NonNullable<TrafficRouting["plugins"]> {
  if (!service.httpRoute.enabled) return {};
  // Named in a list, a route has no header routes unless it says so; named alone it always has.
  const useHeaderRoutes = service.rollout.canary.steps.some(
    ({ setHeaderRoute }) => setHeaderRoute !== undefined,
  );
  return { [GATEWAY_API_PLUGIN]: { httpRoutes: [{ name, ...(useHeaderRoutes && { useHeaderRoutes }) }] } };
}

export function usesVirtualService({ "cw-istio": istio }: ServiceConfig): boolean {
  return istio.enabled && istio.virtualService.enabled;
}
