import { z } from "zod";
import { leaf } from "../leaf";
import { freeForm, labels, name, port } from "../scalars";
import type { RouterBlock } from "./block";
import { GATEWAY_API_PLUGIN } from "./routers";

const host = leaf(z.string().min(1));

/** A Gateway (or, for a mesh, a Service) that the route belongs to. Upstream: Gateway API `ParentReference`. */
const parentRef = z.strictObject({
  group: z
    .string()
    .optional()
    .describe("API group. Default `gateway.networking.k8s.io`, for a Service the core group."),
  kind: name.optional().describe("Default Gateway."),
  name: leaf(name).describe("Name of the Gateway."),
  namespace: leaf(name).optional().describe("Default: the service's namespace."),
  sectionName: name.optional().describe("Name of a listener."),
  port: port.optional().describe("Port of a listener."),
});

/** The service's HTTPRoute (`gateway.networking.k8s.io/v1`). With a Rollout the gatewayAPI plugin sets its weights. */
export const httpRoute = z.strictObject({
  enabled: z.boolean().default(false).describe("True: the service has an HTTPRoute."),
  parentRefs: z
    .array(parentRef)
    .default([])
    .describe("Gateways that the route belongs to. At least one when it is enabled."),
  hostnames: z.array(host).optional().describe("Default: all hosts of the Gateway."),
  matches: z
    .array(freeForm)
    .optional()
    .describe("`HTTPRouteMatch` entries as in the Gateway API. Default: every path."),
  annotations: labels.optional().describe("Annotations of the route."),
});
export type HttpRouteConfig = z.output<typeof httpRoute>;

export const gatewayApiBlock: RouterBlock = (name, service) => {
  if (!service.httpRoute.enabled) return undefined;
  // Named in a list, a route has no header routes unless it says so; named alone it always has.
  const useHeaderRoutes = service.rollout.canary.steps.some(
    ({ setHeaderRoute }) => setHeaderRoute !== undefined,
  );
  const httpRoutes = [{ name, ...(useHeaderRoutes && { useHeaderRoutes }) }];
  return { plugins: { [GATEWAY_API_PLUGIN]: { httpRoutes } } };
};
