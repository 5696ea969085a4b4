import { z } from "zod";
import { portOrName } from "../pod/names";
import { labels } from "../scalars";
import type { ServiceConfig } from "../service";
import { servicePort } from "./service-port";

/** Calls in Linkerd's mesh: a route whose parent is the Service that clients call. The gatewayAPI plugin sets its weights. */
export const linkerd = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  protocol: z.enum(["http", "grpc"]).default("http").describe("Which route is made: HTTPRoute or GRPCRoute."),
  port: portOrName
    .optional()
    .describe("Port of the service: its number, or a name of `service.ports`. Default: `service.port`."),
  annotations: labels.optional().describe("Annotations of the route."),
});
const kinds = { http: "HTTPRoute", grpc: "GRPCRoute" } as const;

export function linkerdRoutes(name: string, service: ServiceConfig) {
  const { linkerd: values } = service.routing;
  if (values?.enabled !== true) return [];
  const port = servicePort(service, values.port);
  const parent = { group: "", kind: "Service", name, ...(port !== undefined && { port }) };
  const route = { ...values, parentRefs: [parent] };
  // The Gateway's route has the service's name.
  const own = service.httpRoute.enabled ? `${name}-mesh` : name;
  return [{ kind: kinds[values.protocol], name: own, path: ["routing", "linkerd"], route }];
}
