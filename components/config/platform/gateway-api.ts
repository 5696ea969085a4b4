import { z } from "zod";
import { manifestSource } from "../manifest-source";

/** The release of the Gateway API that this package is tested with. */
export const GATEWAY_API_VERSION = "1.6.3";

/** The kinds of the Gateway API. Which controller serves them is the GatewayClass's business. */
export const gatewayApi = z.strictObject({
  install: z
    .boolean()
    .default(true)
    .describe("False: the CRDs are there already. Version and channel say then what is there."),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, { error: `expected a release such as "${GATEWAY_API_VERSION}"` })
    .default(GATEWAY_API_VERSION)
    .describe("Release of the Gateway API."),
  channel: z
    .enum(["standard", "experimental"])
    .default("standard")
    .describe(
      "`experimental` has kinds and fields that may still change; it alone serves TCPRoute and TLSRoute as `v1alpha2`.",
    ),
  manifest: manifestSource.prefault({}).describe("The release manifest of the channel."),
  keep: z
    .boolean()
    .default(true)
    .describe(
      "CRDs stay in the cluster when the stack goes: deleting them would delete every route of the cluster.",
    ),
});
export type GatewayApiConfig = z.output<typeof gatewayApi>;
