import { z } from "zod";
import { type CanaryConfig, GATEWAY_API_PLUGIN, type GatewayRoute, parse, type Path } from "../../config";

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

/** Those of the values, or else those that the package derives. Undefined: the canary does not use the plugin. */
export function parseGatewayApi(canary: CanaryConfig | undefined) {
  const settings = canary?.trafficRouting?.plugins?.[GATEWAY_API_PLUGIN];
  return settings && parse(schema, settings, gatewayApiPath);
}

/** Undefined also when their shape is wrong. */
export function gatewayApiOf(canary: CanaryConfig | undefined): GatewayApiSettings | undefined {
  return parseGatewayApi(canary)?.value;
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

const keys = {
  HTTPRoute: ["httpRoute", "httpRoutes", "httpRouteSelector"],
  GRPCRoute: ["grpcRoute", "grpcRoutes", "grpcRouteSelector"],
  TCPRoute: ["tcpRoute", "tcpRoutes", "tcpRouteSelector"],
  TLSRoute: ["tlsRoute", "tlsRoutes", "tlsRouteSelector"],
} as const satisfies Record<GatewayRoute["kind"], readonly (keyof GatewayApiSettings)[]>;

/** Which routes a selector finds is not known here. */
export function maySteer(settings: GatewayApiSettings, { kind, name: route }: GatewayRoute): boolean {
  const [alone, listed, found] = keys[kind];
  const isNamed = settings[alone] === route || settings[listed].some((one) => one.name === route);
  return isNamed || settings[found] !== undefined;
}
