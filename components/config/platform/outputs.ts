import { z } from "zod";
import { analysisTemplates } from "../analysis-template";
import { labelSelector } from "../objects/label-selector";

/** Of the output `platform`. Another number: what the two programs mean by its keys is not the same. */
export const PLATFORM_FORMAT = 1;

const names = z.array(z.string()).default([]);

const knownController = z.object({
  version: z.string().describe("Release of Argo Rollouts."),
  namespace: z.string().describe("Namespace of the controller."),
  rollouts: z.number().optional().describe("Number of Rollouts that it is sized for."),
  routers: z
    .array(z.string())
    .optional()
    .describe("Built-in routers for which it has rights. Undefined: all."),
  plugins: z
    .object({ trafficRouters: names, metricProviders: names, steps: names })
    .describe("Names of the plugins that it loads."),
});
export type KnownController = z.output<typeof knownController>;

const knownListener = z.object({
  name: z.string(),
  port: z.number(),
  protocol: z.string(),
  hostname: z.string().optional().describe("Default: every host."),
  from: z.enum(["All", "Selector", "Same", "None"]).describe("Namespaces whose routes it takes."),
  selector: labelSelector.optional().describe("With Selector: labels of those namespaces."),
  kinds: z.array(z.string()).describe("Kinds of routes that it takes."),
});
export type KnownListener = z.output<typeof knownListener>;

const knownGateway = z.object({
  name: z.string(),
  namespace: z.string(),
  listeners: z.array(knownListener),
});
export type KnownGateway = z.output<typeof knownGateway>;

/**
 * What a stack says to those that name it as their `platform`: what their services are checked against. Keys that are not known
 * are left out, so that a platform may run a newer program than its services.
 */
export const platformOutputs = z.object({
  format: z.literal(PLATFORM_FORMAT),
  controller: knownController.optional().describe("Undefined where the stack installs none."),
  instances: names.describe(
    "Ids of the controllers between which Rollouts are divided. Empty: one without an id.",
  ),
  analysisTemplates: analysisTemplates.describe("The ClusterAnalysisTemplates of the stack."),
  namespaces: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe("Namespaces that the stack makes -> their labels."),
  gatewayApi: z
    .object({ version: z.string(), channel: z.string(), kinds: names })
    .optional()
    .describe("What the cluster has of the Gateway API."),
  gateways: z.array(knownGateway).default([]).describe("Gateways that routes may name."),
});
export type PlatformOutputs = z.output<typeof platformOutputs>;
