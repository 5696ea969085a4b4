import { z } from "zod";
import { controller } from "../controller/controller";
import { namespaceAnnotations, namespaceLabels, podSecurity } from "../namespace";
import { ruleSettings } from "../rule-settings";
import { objectName } from "../scalars";
import { clusterKeys, controllerKeys, templateKeys } from "../stack-keys";
import { certManager } from "./cert-manager";
import { certificates } from "./certificates";
import { gatewayApi } from "./gateway-api";
import { gateways } from "./gateways";
import { issuers } from "./issuers";

const namespace = z.strictObject({
  podSecurity: podSecurity.default({}).describe("Its Pod Security Standard."),
  labels: namespaceLabels.default({}).describe("Its labels."),
  annotations: namespaceAnnotations.default({}).describe("Its annotations."),
});

/** What a stack with `role: platform` says: what a cluster needs once. */
export const platform = z.strictObject({
  role: z.literal("platform").describe("Makes the stack one of a platform, not of an environment."),
  ...clusterKeys,
  namespaces: z
    .record(objectName, namespace)
    .default({})
    .describe("Namespaces that the stack makes: name -> what is said of it."),
  gatewayApi: gatewayApi
    .optional()
    .describe("The kinds of the Gateway API. Default: nothing is known of them."),
  gateways: gateways.default({}).describe("Gateways: name -> what it listens to."),
  certManager: certManager.optional().describe("cert-manager. Default: there is none."),
  issuers: issuers.default({}).describe("Issuers of certificates: name -> how they sign."),
  certificates: certificates
    .default({})
    .describe("Certificates beside those of listeners: name -> what is asked for."),
  controller: controller.extend(controllerKeys).prefault({}).describe("The Rollouts controller."),
  ...templateKeys,
  rules: ruleSettings.default({}).describe("Weight of single rules for the stack."),
});
export type PlatformConfig = z.output<typeof platform>;
export type PlatformInput = z.input<typeof platform>;
