import { z } from "zod";
import { GATEWAY_API_PLUGIN, parse, type Path, type ServiceConfig } from "../../config";

export const gatewayApiPath: Path = ["rollout", "canary", "trafficRouting", "plugins", GATEWAY_API_PLUGIN];

const name = z.string().min(1).optional();
const list = z.array(z.looseObject({ name: z.string().min(1), useHeaderRoutes: z.boolean().default(false) }));
const routes = list.default([]);
const selector = z.looseObject({}).optional();

/** The settings that decide what a canary can do; in the others the plugin's versions differ. */
const schema = z.looseObject({
  httpRoute: name,
  grpcRoute: name,
  tcpRoute: name,
  tlsRoute: name,
  httpRoutes: routes,
  grpcRoutes: routes,
  tcpRoutes: routes,
  tlsRoutes: routes,
  httpRouteSelector: selector,
  grpcRouteSelector: selector,
  tcpRouteSelector: selector,
  tlsRouteSelector: selector,
});
export type GatewayApiSettings = z.output<typeof schema>;

/** Undefined: the values have no settings of their own. Those that the package derives from `httpRoute` always fit. */
export function parseGatewayApi({ rollout }: ServiceConfig) {
  const own = rollout.canary.trafficRouting?.plugins?.[GATEWAY_API_PLUGIN];
  return own && parse(schema, own, gatewayApiPath);
}

/** Undefined also when their shape is wrong. */
export function gatewayApiOf(service: ServiceConfig): GatewayApiSettings | undefined {
  return parseGatewayApi(service)?.value;
}

export function namesRoute(settings: GatewayApiSettings): boolean {
  const { grpcRoute, tcpRoute, tlsRoute, grpcRouteSelector, tcpRouteSelector, tlsRouteSelector } = settings;
  const single = [grpcRoute, tcpRoute, tlsRoute, grpcRouteSelector, tcpRouteSelector, tlsRouteSelector];
  const listed = [...settings.grpcRoutes, ...settings.tcpRoutes, ...settings.tlsRoutes];
  return hasHttpRoute(settings) || listed.length > 0 || single.some((one) => one !== undefined);
}

export function hasHttpRoute({ httpRoute, httpRoutes, httpRouteSelector }: GatewayApiSettings): boolean {
  return httpRoute !== undefined || httpRoutes.length > 0 || httpRouteSelector !== undefined;
}

/** Named alone a route takes them, in a list when it says so, found by labels never. */
export function takesHeaderRoutes(settings: GatewayApiSettings): boolean {
  const { httpRoute, grpcRoute, httpRoutes, grpcRoutes } = settings;
  const isListed = [...httpRoutes, ...grpcRoutes].some(({ useHeaderRoutes }) => useHeaderRoutes);
  return httpRoute !== undefined || grpcRoute !== undefined || isListed;
}

/** Which routes a selector finds is not known here. */
export function maySteer(settings: GatewayApiSettings, route: string): boolean {
  const { httpRoute, httpRoutes, httpRouteSelector } = settings;
  const isNamed = httpRoute === route || httpRoutes.some((one) => one.name === route);
  return isNamed || httpRouteSelector !== undefined;
}
