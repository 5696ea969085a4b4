import { z } from "zod";
import { leaf } from "../leaf";
import { freeForm, labels, name, objectName } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";

const host = leaf(
  z
    .string()
    .min(1)
    .refine((text) => !text.includes("*"), { error: "expected a whole name; a pattern goes into match" }),
);

const reference = z.strictObject({
  name: name.describe("Its name."),
  namespace: objectName
    .optional()
    .describe("Default: the service's. Another one only where Traefik allows references across namespaces."),
});

const tls = z.strictObject({
  secretName: leaf(name).optional().describe("Secret with the certificate. Default: Traefik's own."),
  certResolver: name.optional().describe("Resolver of Traefik's that gets the certificate instead."),
  options: reference.optional().describe("TLSOption. Default: `default`."),
  domains: z.array(freeForm).optional().describe("`Domain` entries as in Traefik, for the resolver."),
});

const route = {
  hosts: z.array(host).optional().describe("Hosts that clients call."),
  match: leaf(name)
    .optional()
    .describe("Rule of Traefik, such as ``PathPrefix(`/pay`)``; with `hosts` both must be true."),
  entryPoints: z.array(name).optional().describe("Entry points of Traefik. Default: all."),
  middlewares: z.array(reference).optional().describe("Middlewares, in the order in which they are passed."),
  tls: tls.optional().describe("With it Traefik ends the encryption; `{}` is enough."),
  annotations: labels.optional().describe("Annotations of the route."),
};

interface Found {
  readonly enabled?: boolean;
  readonly hosts?: readonly unknown[] | undefined;
  readonly match?: unknown;
}
const isFound = ({ enabled = true, hosts = [], match }: Found) =>
  !enabled || hosts.length > 0 || match !== undefined;
const notFound = { error: "expected hosts or match, by which requests are found" };

/** The service's IngressRoute and TraefikService (`traefik.io/v1alpha1`). With a Rollout the controller sets the weights. */
export const traefik = z
  .strictObject({
    enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
    ...route,
    priority: z.int().min(1).optional().describe("Of several routes that match the highest counts."),
    scheme: z
      .enum(["http", "https", "h2c"])
      .optional()
      .describe("What the pods speak. Default: https for port 443, else http."),
    sticky: freeForm
      .optional()
      .describe("`Sticky` as in Traefik: a client stays with the version that it met."),
    preview: z
      .strictObject(route)
      .refine(isFound, notFound)
      .optional()
      .describe(
        "An IngressRoute `<service>-preview` that shows the new version alone. Entry points, middlewares and TLS are those of the route unless it says others.",
      ),
  })
  .refine(isFound, notFound);
export type TraefikConfig = z.output<typeof traefik>;
export type TraefikRoute = NonNullable<TraefikConfig["preview"]>;

/** Undefined: the service has no IngressRoute. */
export function traefikOf({ routing }: ServiceConfig): TraefikConfig | undefined {
  return routing.traefik?.enabled === true ? routing.traefik : undefined;
}

export const traefikBlock: RouterBlock = (name, service) =>
  traefikOf(service) && { traefik: { weightedTraefikServiceName: name } };
