import { z } from "zod";
import { leaf } from "../leaf";
import { freeForm, labels, name, objectName } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";
import { type IstioHttpRoute, namedSubsets, routes, subsets } from "./istio-routes";

const host = leaf(z.string().min(1));
const shown = {
  gateways: z.array(leaf(name)).optional().describe("Default: the mesh alone."),
  annotations: labels.optional().describe("Annotations of the route."),
};

/** Name of the one HTTP route that is made unless the values name routes. */
export const ISTIO_ROUTE = "primary";

const hosts = z
  .array(host)
  .optional()
  .describe("Default: the service's own name, for callers in the mesh; in another namespace in full.");

/** The service's VirtualService (`networking.istio.io/v1`). With a Rollout the controller sets its weights. */
const virtualService = z.strictObject({
  enabled: z.boolean().default(false).describe("True: the service has a VirtualService."),
  hosts,
  ...shown,
});

/** The guide's block for Istio. Both switches must be on: `enabled` is the subchart's, `virtualService.enabled` the object's. */
export const cwIstio = z.strictObject({
  enabled: z.boolean().default(false).describe("False: nothing of this block counts."),
  virtualService: virtualService.prefault({}).describe("The service's VirtualService."),
});
export type CwIstioConfig = z.output<typeof cwIstio>;

/** All that Istio can be told of a service. `cw-istio` is the same with fewer keys. */
export const istio = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  name: objectName
    .refine((text) => !text.includes("."), {
      error: "expected a name without dots: the controller takes what is behind one for a namespace",
    })
    .optional()
    .describe("Name of the VirtualService. Default: the service's."),
  namespace: objectName
    .optional()
    .describe("Namespace of the VirtualService, such as that of its gateway. Default: the service's."),
  clusterDomain: name
    .default("cluster.local")
    .describe("Domain of the cluster, with which a VirtualService of another namespace names Services."),
  hosts,
  ...shown,
  delegate: z
    .boolean()
    .default(false)
    .describe("True: another VirtualService, which has the hosts and gateways, refers to this one."),
  ...routes,
  subsets: subsets
    .optional()
    .describe(
      "True: the versions are subsets of the one Service, told apart by a DestinationRule. Or their names.",
    ),
  trafficPolicy: freeForm
    .optional()
    .describe("`TrafficPolicy` as in Istio, in a DestinationRule for each Service of the service."),
  preview: z
    .strictObject({ hosts: z.array(host).min(1).describe("Hosts that show it."), ...shown })
    .optional()
    .describe("A VirtualService `<service>-preview` that shows the new version alone."),
});
type Istio = z.output<typeof istio>;

/** What both blocks say together. */
export interface IstioConfig extends Omit<Istio, "enabled" | "http" | "subsets"> {
  readonly http: readonly IstioHttpRoute[];
  readonly subsets: ReturnType<typeof namedSubsets>;
}

const nothing = istio.parse({});

/** Undefined: the service has no VirtualService. */
export function istioOf({ "cw-istio": guide, routing }: ServiceConfig): IstioConfig | undefined {
  const isOfGuide = guide.enabled && guide.virtualService.enabled;
  const own = routing.istio?.enabled === true ? routing.istio : undefined;
  if (!isOfGuide && own === undefined) return undefined;
  const all: Istio = { ...nothing, ...(isOfGuide && guide.virtualService), ...own };
  const byDefault = all.tls.length + all.tcp.length > 0 ? [] : [{ name: ISTIO_ROUTE }];
  return { ...all, http: all.http ?? byDefault, subsets: namedSubsets(all.subsets) };
}

export function usesVirtualService(service: ServiceConfig): boolean {
  return istioOf(service) !== undefined;
}

export const istioBlock: RouterBlock = (service, config) => {
  const settings = istioOf(config);
  if (settings === undefined) return undefined;
  const { name: called = service, namespace, http, tls, tcp, subsets: split } = settings;
  return {
    istio: {
      virtualService: {
        name: namespace === undefined ? called : `${called}.${namespace}`,
        ...(http.length > 0 && { routes: http.map((one) => one.name) }),
        ...(tls.length > 0 && { tlsRoutes: tls.map(({ port, sniHosts }) => ({ port, sniHosts })) }),
        ...(tcp.length > 0 && { tcpRoutes: tcp.map(({ port }) => ({ port })) }),
      },
      ...(split && { destinationRule: destinationRule(service, split) }),
    },
  };
};

function destinationRule(
  service: string,
  { stable, canary, additional }: NonNullable<IstioConfig["subsets"]>,
) {
  const others = additional.map((one) => one.name);
  return {
    name: service,
    stableSubsetName: stable,
    canarySubsetName: canary,
    ...(others.length > 0 && { additionalSubsetNames: others }),
  };
}
