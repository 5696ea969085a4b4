import { z } from "zod";
import { name, seconds } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";
import { ingressesOf, ingressKey, ingressKeys, oneOrSeveral, previewHosts } from "./ingress";

export const ALB_PREFIX = "alb.ingress.kubernetes.io";
const DAYS_7 = 604_800;

const keys = {
  className: name.default("alb").describe("IngressClass."),
  scheme: z
    .enum(["internal", "internet-facing"])
    .optional()
    .describe("Who reaches the load balancer. Default: the AWS controller's, which is internal."),
  targetType: z
    .enum(["ip", "instance"])
    .default("ip")
    .describe(
      "What it sends requests to: pods, or node ports. The Services of a Rollout's versions have none.",
    ),
  ...ingressKeys,
};

const stickiness = z.strictObject({
  enabled: z.boolean().default(true).describe("False: a client may meet both versions."),
  durationSeconds: seconds
    .refine((value) => value >= 1 && value <= DAYS_7, {
      error: `expected between 1 and ${DAYS_7} seconds (7 days)`,
    })
    .describe("How long a client stays with the version that it met, in seconds or with a unit."),
});

/** AWS Load Balancer Controller (`networking.k8s.io/v1` Ingress). With a Rollout the controller writes an action of it. */
export const alb = z.strictObject({
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
      scheme: keys.scheme.describe("Who reaches it. Default: as the main Ingress."),
      targetType: z.enum(["ip", "instance"]).optional().describe("Default: that of the main Ingress."),
    })
    .optional()
    .describe("A Rollout's new version alone, on hosts of its own. A Deployment and ping-pong have none."),
  rootService: name
    .optional()
    .describe(
      "Name of the action that splits a canary; no Service has to have it. Default: `<service>-root`.",
    ),
  stickiness: stickiness.optional().describe("Whether a client stays with the version that it met."),
  annotationPrefix: name
    .optional()
    .describe(`What the AWS controller reads annotations by. Default \`${ALB_PREFIX}\`.`),
});
export type AlbConfig = z.output<typeof alb>;
export type AlbIngress = AlbConfig["ingresses"][string];

/** Undefined: the values do not ask for it. */
export function albOf({ routing }: ServiceConfig): AlbConfig | undefined {
  return routing.alb?.enabled ? routing.alb : undefined;
}

export const albBlock: RouterBlock = (service, values) => {
  const block = albOf(values);
  if (block === undefined) return undefined;
  const names = ingressesOf<AlbIngress>(service, block).map((one) => one.name);
  const { rootService = `${service}-root`, annotationPrefix, stickiness: sticky } = block;
  return {
    alb: {
      ...oneOrSeveral(names, "ingress", "ingresses"),
      servicePort: values.service.port,
      rootService,
      ...(annotationPrefix !== undefined && { annotationPrefix }),
      ...(sticky && { stickinessConfig: sticky }),
    },
  };
};
