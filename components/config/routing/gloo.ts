import { z } from "zod";
import { leaf } from "../leaf";
import { portOrName } from "../pod/names";
import { freeForm, labels, name, objectName } from "../scalars";
import type { RouterBlock } from "./block";
import { GLOO_PLUGIN } from "./routers";

const route = z.strictObject({
  name: name.describe("Its name in the RouteTable."),
  labels: z.record(z.string(), z.string()).optional().describe("Labels of the route, for policies of Gloo."),
  matchers: z
    .array(freeForm)
    .min(1)
    .optional()
    .describe("Requests that are meant, as in Gloo's RouteTable. Default: every path."),
  options: freeForm
    .refine((said) => !("destinations" in said), {
      error: "expected no destinations: the package sets them",
    })
    .optional()
    .describe("What is said beside the destinations in `forwardTo`, such as `pathRewrite`."),
});

/** The service's RouteTable (`networking.gloo.solo.io/v2`). With a Rollout Gloo's plugin sets its weights. */
export const gloo = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  hosts: z
    .array(leaf(z.string().min(1)))
    .min(1)
    .describe("Hosts that the RouteTable answers for."),
  virtualGateways: z
    .array(
      z.strictObject({
        name: leaf(name).describe("Its name."),
        namespace: leaf(name).optional().describe("Default: the RouteTable's namespace."),
        cluster: leaf(name).optional().describe("Name of its cluster in Gloo. Default: the RouteTable's."),
      }),
    )
    .min(1)
    .optional()
    .describe("VirtualGateways that the RouteTable belongs to. Default: the mesh alone."),
  namespace: objectName.optional().describe("Namespace of the RouteTable. Default: the service's."),
  port: portOrName
    .optional()
    .describe("Port of the service: its number, or a name of `service.ports`. Default: `service.port`."),
  http: z
    .array(route)
    .min(1)
    .optional()
    .describe("HTTP routes. Default: one of the service's name, for every path."),
  labels: labels.optional().describe("Labels of the RouteTable, beside the service's."),
  annotations: labels.optional().describe("Annotations of the RouteTable."),
});

/** Found by their names: labels also find routes that do not have them, and no name finds all routes of the table. */
export const glooBlock: RouterBlock = (name, { routing }) => {
  if (routing.gloo?.enabled !== true) return undefined;
  const { namespace, http = [{ name }] } = routing.gloo;
  const [only, ...others] = http;
  const settings = {
    routeTableSelector: { name, ...(namespace !== undefined && { namespace }) },
    ...(only !== undefined && others.length === 0 && { routeSelector: { name: only.name } }),
  };
  return { plugins: { [GLOO_PLUGIN]: settings } };
};
