import { z } from "zod";
import type { Path } from "../finding";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";
import type { GrpcRule } from "./gateway/grpc-rule";
import { type HttpRule, httpMatch } from "./gateway/http-rule";
import { parentRef } from "./gateway/references";
import {
  gatewayApi,
  type GrpcRouteValues,
  hostnames,
  httpRouteKeys,
  httpRouteMistakes,
  type HttpRouteValues,
  type TcpRouteValues,
  type TlsRouteValues,
} from "./gateway/routes";
import { say } from "./gateway/rule-mistakes";
import { linkerdRoutes } from "./linkerd";
import { GATEWAY_API_PLUGIN } from "./routers";

export { gatewayApi };

const preview = z.strictObject({
  enabled: z.boolean().default(true).describe("False: no preview host."),
  hostnames: hostnames.min(1).describe("Hosts that show the new version alone."),
  parentRefs: z.array(parentRef).min(1).optional().describe("Default: the Gateways of the route."),
  matches: z.array(httpMatch).max(64).optional().describe("Requests that are meant. Default: every path."),
});

/** The service's HTTPRoute (`gateway.networking.k8s.io/v1`). With a Rollout the gatewayAPI plugin sets its weights. */
export const httpRoute = z
  .strictObject({
    enabled: z.boolean().default(false).describe("True: the service has an HTTPRoute."),
    parentRefs: z
      .array(parentRef)
      .max(32)
      .default([])
      .describe("Gateways that the route belongs to. At least one when it is enabled."),
    ...httpRouteKeys,
    preview: preview
      .optional()
      .describe("Hosts of a Rollout that show its new version alone, in a route `<service>-preview`."),
  })
  .check(({ value, issues }) => say(issues, httpRouteMistakes(value)));
export type HttpRouteConfig = z.output<typeof httpRoute>;

/** A route of the service in the Gateway API, under the name that it has in the cluster. */
export type GatewayRoute = { readonly name: string; readonly path: Path } & (
  | { readonly kind: "HTTPRoute"; readonly route: Omit<HttpRouteValues, "enabled"> }
  | { readonly kind: "GRPCRoute"; readonly route: Omit<GrpcRouteValues, "enabled"> }
  | { readonly kind: "TCPRoute"; readonly route: Omit<TcpRouteValues, "enabled"> }
  | { readonly kind: "TLSRoute"; readonly route: Omit<TlsRouteValues, "enabled"> }
);

/** All but the preview, which no canary steers. */
export function gatewayRoutesOf(name: string, service: ServiceConfig): readonly GatewayRoute[] {
  const { httpRoute: main, routing } = service;
  const further = routing.gatewayApi?.enabled === true ? routing.gatewayApi : undefined;
  const named = <K extends GatewayRoute["kind"], R extends { readonly enabled: boolean }>(
    kind: K,
    list: string,
    routes: Readonly<Record<string, R>> = {},
  ) =>
    Object.entries(routes)
      .filter(([, { enabled }]) => enabled)
      .map(([key, route]) => {
        return { kind, name: `${name}-${key}`, path: ["routing", "gatewayApi", list, key], route };
      });
  return [
    ...(main.enabled ? [{ kind: "HTTPRoute" as const, name, path: ["httpRoute"], route: main }] : []),
    ...linkerdRoutes(name, service),
    ...named("HTTPRoute", "httpRoutes", further?.httpRoutes),
    ...named("GRPCRoute", "grpcRoutes", further?.grpcRoutes),
    ...named("TCPRoute", "tcpRoutes", further?.tcpRoutes),
    ...named("TLSRoute", "tlsRoutes", further?.tlsRoutes),
  ];
}

/** Of a route that has no list of them, what it says itself is the one rule. */
export function httpRulesOf(route: { readonly rules?: readonly HttpRule[] | undefined } & HttpRule) {
  const { rules = [{ matches: route.matches, filters: route.filters, timeouts: route.timeouts }] } = route;
  return rules;
}

export function grpcRulesOf(route: { readonly rules?: readonly GrpcRule[] | undefined } & GrpcRule) {
  const { rules = [{ matches: route.matches, filters: route.filters }] } = route;
  return rules;
}

/** Whether any rule leads to the service. One that only redirects has nothing to split. */
export function isSteerable({ kind, route }: GatewayRoute): boolean {
  if (kind === "HTTPRoute")
    return httpRulesOf(route).some((rule) => rule.backendRefs === undefined && !redirects(rule));
  if (kind === "GRPCRoute") return grpcRulesOf(route).some((rule) => rule.backendRefs === undefined);
  return true;
}

/** Upstream: such a rule has no backends. */
export function redirects({ filters = [] }: HttpRule): boolean {
  return filters.some(({ type }) => type === "RequestRedirect");
}

const lists = {
  HTTPRoute: "httpRoutes",
  GRPCRoute: "grpcRoutes",
  TCPRoute: "tcpRoutes",
  TLSRoute: "tlsRoutes",
} as const;
const takesHeaders: ReadonlySet<GatewayRoute["kind"]> = new Set(["HTTPRoute", "GRPCRoute"]);

/** Named in a list, a route has no header routes unless it says so; named alone it always has. */
export const gatewayApiBlock: RouterBlock = (name, service) => {
  const routes = gatewayRoutesOf(name, service).filter(isSteerable);
  if (routes.length === 0) return undefined;
  const setsHeaders = service.rollout.canary.steps.some(({ setHeaderRoute }) => setHeaderRoute !== undefined);
  const settings = Object.entries(lists).flatMap(([kind, list]) => {
    const named = routes
      .filter((route) => route.kind === kind)
      .map((route) => ({
        name: route.name,
        ...(setsHeaders && takesHeaders.has(route.kind) && { useHeaderRoutes: true }),
      }));
    return named.length === 0 ? [] : [[list, named] as const];
  });
  return { plugins: { [GATEWAY_API_PLUGIN]: Object.fromEntries(settings) } };
};
