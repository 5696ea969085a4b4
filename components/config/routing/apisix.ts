import { z } from "zod";
import { freeForm, labels, name } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";
import { host, previewHosts } from "./ingress";

const path = z.string().regex(/^\//, { error: "expected a path that begins with /" });

const keys = {
  ingressClassName: name
    .optional()
    .describe("Ingress class. Older ApisixRoutes have none. Default: whoever reads them all."),
  hosts: z.array(host).default([]).describe("Hosts. Default: every host."),
  paths: z
    .array(path)
    .min(1)
    .default(["/*"])
    .describe("Paths; `*` at the end is anything. Default: every path."),
  websocket: z.boolean().optional().describe("True: lets WebSockets through."),
  plugins: z
    .record(name, freeForm)
    .default({})
    .describe("Plugins of APISIX for these requests: name -> their settings."),
  annotations: labels.optional().describe("Annotations of the route."),
};

/** An ApisixRoute (`apisix.apache.org/v2`). With a Rollout the controller sets its weights. */
export const apisix = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  ...keys,
  preview: z
    .strictObject({ ...keys, ...previewHosts })
    .optional()
    .describe("A Rollout's new version alone, on hosts of its own. A Deployment has none."),
});
export type ApisixConfig = z.output<typeof apisix>;

/** Undefined: the values do not ask for it. */
export function apisixOf({ routing }: ServiceConfig): ApisixConfig | undefined {
  return routing.apisix?.enabled ? routing.apisix : undefined;
}

/** Upstream: a canary that names no rule means the one with the name of the route, so ours has that name. */
export const apisixBlock: RouterBlock = (service, values) =>
  apisixOf(values) && { apisix: { route: { name: service, rules: [service] } } };
