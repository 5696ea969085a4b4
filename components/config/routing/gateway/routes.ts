import { z } from "zod";
import { nameSuffix } from "../../objects/name-suffix";
import { leaf } from "../../leaf";
import { portOrName } from "../../pod/names";
import { labels } from "../../scalars";
import { grpcRule, grpcRuleKeys } from "./grpc-rule";
import { httpRule, httpRuleKeys } from "./http-rule";
import { parentRef } from "./references";
import { httpMistakes, repeated, type RuleMistake, ruleListMistakes, say } from "./rule-mistakes";

export const hostnames = z.array(leaf(z.string().min(1)));

/** Of every route. */
export const routeKeys = {
  port: portOrName
    .optional()
    .describe("Port of the service: its number, or a name of `service.ports`. Default: `service.port`."),
  annotations: labels.optional().describe("Annotations of the route."),
};

/** Of a route that tells requests apart. */
export const httpRouteKeys = {
  hostnames: hostnames.optional().describe("Default: all hosts of the Gateway."),
  ...httpRuleKeys,
  rules: z
    .array(httpRule)
    .min(1)
    .max(16)
    .optional()
    .describe("Instead of matches, filters and timeouts: several rules, each with its own."),
  ...routeKeys,
};
const grpcRouteKeys = {
  hostnames: hostnames.optional().describe("Default: all hosts of the Gateway."),
  ...grpcRuleKeys,
  rules: z
    .array(grpcRule)
    .min(1)
    .max(16)
    .optional()
    .describe("Instead of matches and filters: several rules, each with its own."),
  ...routeKeys,
};

interface RuleKeys {
  readonly rules?: Parameters<typeof ruleListMistakes>[0] | undefined;
  readonly matches?: unknown;
  readonly filters?: unknown;
  readonly timeouts?: unknown;
}

/** Of the whole route, whatever its kind. */
function* routeMistakes({ rules, matches, filters, timeouts }: RuleKeys) {
  if (rules === undefined) return;
  yield* ruleListMistakes(rules);
  for (const [key, input] of Object.entries({ matches, filters, timeouts })) {
    if (input === undefined) continue;
    yield { path: [key], input, message: "expected none beside rules, each of which has its own" };
  }
}

export function* httpRouteMistakes(
  route: RuleKeys & Parameters<typeof httpMistakes>[0],
): Iterable<RuleMistake> {
  yield* routeMistakes(route);
  yield* httpMistakes(route);
}

/** Of a route that is there as soon as it is said. */
export const routeCommon = {
  enabled: z.boolean().default(true).describe("False: this route is not made."),
  parentRefs: z.array(parentRef).min(1).max(32).describe("Gateways that the route belongs to."),
};

const httpRoute = z
  .strictObject({ ...routeCommon, ...httpRouteKeys })
  .check(({ value, issues }) => say(issues, httpRouteMistakes(value)));

const grpcRoute = z.strictObject({ ...routeCommon, ...grpcRouteKeys }).check(({ value, issues }) => {
  say(issues, routeMistakes(value));
  say(issues, repeated(value.filters ?? []));
});

const tcpRoute = z.strictObject({ ...routeCommon, ...routeKeys });

const tlsRoute = z.strictObject({
  ...routeCommon,
  hostnames: hostnames.min(1).describe("Names that clients ask for (SNI)."),
  ...routeKeys,
});

/** The package gives these names to routes of its own. */
const taken: readonly string[] = ["preview", "mesh"];
const httpKey = nameSuffix.refine((key) => !taken.includes(key), {
  error: "expected another name than preview and mesh, which other routes of the service have",
});

/** Routes beside `httpRoute`: key -> route, which is called `<service>-<key>`. */
export const gatewayApi = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  httpRoutes: z.record(httpKey, httpRoute).default({}).describe("HTTPRoutes (`v1`)."),
  grpcRoutes: z.record(httpKey, grpcRoute).default({}).describe("GRPCRoutes (`v1`)."),
  tcpRoutes: z
    .record(nameSuffix, tcpRoute)
    .default({})
    .describe("TCPRoutes (`v1alpha2`, which the plugin reads: CRDs of the experimental channel)."),
  tlsRoutes: z
    .record(nameSuffix, tlsRoute)
    .default({})
    .describe("TLSRoutes (`v1alpha2`, which the plugin reads: CRDs of the experimental channel)."),
});
export type HttpRouteValues = z.output<typeof httpRoute>;
export type GrpcRouteValues = z.output<typeof grpcRoute>;
export type TcpRouteValues = z.output<typeof tcpRoute>;
export type TlsRouteValues = z.output<typeof tlsRoute>;
