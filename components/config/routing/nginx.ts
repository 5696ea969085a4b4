import { z } from "zod";
import { labels, name } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";
import { ingressesOf, ingressKey, ingressKeys, oneOrSeveral, previewHosts } from "./ingress";

const keys = {
  className: name.default("nginx").describe("IngressClass."),
  ...ingressKeys,
};

/** ingress-nginx (`networking.k8s.io/v1` Ingress). With a Rollout the controller makes a second Ingress for the canary. */
export const nginx = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  ...keys,
  ingresses: z
    .record(ingressKey, z.strictObject(keys))
    .default({})
    .describe("Further Ingresses to the same service: key -> Ingress."),
  preview: z
    .strictObject({
      ...keys,
      ...previewHosts,
      className: name.optional().describe("IngressClass. Default: that of the main Ingress."),
    })
    .optional()
    .describe("A Rollout's new version alone, on hosts of its own. A Deployment has none."),
  annotationPrefix: name
    .optional()
    .describe("What the ingress controller reads annotations by. Default `nginx.ingress.kubernetes.io`."),
  canaryAnnotations: labels
    .optional()
    .describe(
      "For the canary's Ingress. The prefix is put before those that have none (`canary-by-header`).",
    ),
});
export type NginxConfig = z.output<typeof nginx>;

/** Undefined: the values do not ask for it. */
export function nginxOf({ routing }: ServiceConfig): NginxConfig | undefined {
  return routing.nginx?.enabled ? routing.nginx : undefined;
}

export const nginxBlock: RouterBlock = (service, values) => {
  const block = nginxOf(values);
  if (block === undefined) return undefined;
  const names = ingressesOf<NginxIngress>(service, block).map((one) => one.name);
  const { annotationPrefix, canaryAnnotations = {} } = block;
  const annotations = Object.entries(canaryAnnotations);
  const withPrefix = annotations.filter(([key]) => key.includes("/"));
  const without = annotations.filter(([key]) => !key.includes("/"));
  return {
    nginx: {
      ...oneOrSeveral(names, "stableIngress", "stableIngresses"),
      ...(annotationPrefix !== undefined && { annotationPrefix }),
      ...(without.length > 0 && { additionalIngressAnnotations: Object.fromEntries(without) }),
      ...(withPrefix.length > 0 && { canaryIngressAnnotations: Object.fromEntries(withPrefix) }),
    },
  };
};

/** One Ingress of a router. */
export type NginxIngress = NginxConfig["ingresses"][string];
