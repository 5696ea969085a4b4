import { z } from "zod";
import { leaf } from "../leaf";
import { labels, name } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";

const host = leaf(z.string().min(1));

/** Name of the one HTTP route in the VirtualService that is made here. */
export const ISTIO_ROUTE = "primary";

/** The service's VirtualService (`networking.istio.io/v1`). With a Rollout the controller sets its weights. */
const virtualService = z.strictObject({
  enabled: z.boolean().default(false).describe("True: the service has a VirtualService."),
  hosts: z.array(host).optional().describe("Default: the service's own name, for callers in the mesh."),
  gateways: z.array(leaf(name)).optional().describe("Default: the mesh alone."),
  annotations: labels.optional().describe("Annotations of the route."),
});

/** The guide's block for Istio. Both switches must be on: `enabled` is the subchart's, `virtualService.enabled` the object's. */
export const cwIstio = z.strictObject({
  enabled: z.boolean().default(false).describe("False: nothing of this block counts."),
  virtualService: virtualService.prefault({}).describe("The service's VirtualService."),
});
export type CwIstioConfig = z.output<typeof cwIstio>;

export function usesVirtualService({ "cw-istio": istio }: ServiceConfig): boolean {
  return istio.enabled && istio.virtualService.enabled;
}

export const istioBlock: RouterBlock = (name, service) =>
  usesVirtualService(service) ? { istio: { virtualService: { name, routes: [ISTIO_ROUTE] } } } : undefined;
