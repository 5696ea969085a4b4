import { z } from "zod";
import { expectation } from "../expectation";
import { duration, freeForm, name, percentage, port } from "../scalars";

const istioDuration = duration.transform((value) => (/^\d+$/.test(String(value)) ? `${value}s` : `${value}`));
const servicePort = port.optional();

/** A route of requests. Upstream: Istio `HTTPRoute`. */
const http = z.strictObject({
  name: name.describe("Its name; no other route of the service has it."),
  match: z
    .array(freeForm)
    .min(1)
    .optional()
    .describe("`HTTPMatchRequest` entries as in Istio. Default: every request."),
  servicePort: servicePort.describe(
    "Port of the Service. Default: its only one, or where it has several the one that was called.",
  ),
  timeout: istioDuration.optional().describe("Time for one request with all retries. Default: no limit."),
  retries: freeForm.optional().describe("`HTTPRetry` as in Istio. Default: the mesh's own."),
  headers: freeForm.optional().describe("`Headers` as in Istio: what is set, added and removed."),
  rewrite: freeForm.optional().describe("`HTTPRewrite` as in Istio: another path or host."),
  fault: freeForm.optional().describe("`HTTPFaultInjection` as in Istio, for tests."),
  corsPolicy: freeForm.optional().describe("`CorsPolicy` as in Istio."),
  mirror: freeForm.optional().describe("`Destination` that always gets a copy. For a step: setMirrorRoute."),
  mirrorPercentage: percentage
    .optional()
    .describe("Share of requests that is copied, in percent. Default 100."),
});
export type IstioHttpRoute = z.output<typeof http>;

/** A route of encrypted connections, found by their server name. Upstream: Istio `TLSRoute`. */
const tls = z.strictObject({
  port: port.describe("Port that is called."),
  sniHosts: z.array(name).min(1).describe("Server names of the connection, each among `hosts`."),
  servicePort: servicePort.describe("Port of the Service. Default: the same as `port`."),
});

/** A route of plain connections. Upstream: Istio `TCPRoute`. */
const tcp = z.strictObject({
  port: port.describe("Port that is called."),
  servicePort: servicePort.describe("Port of the Service. Default: the same as `port`."),
});

const unique = { error: "expected names that differ" };

function differ(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

export const routes = {
  http: z
    .array(http)
    .min(1)
    .refine((all) => differ(all.map((one) => one.name)), unique)
    .optional()
    .describe(
      "Routes of requests, the first that matches counts. Default: one called `primary`, or none beside `tls` and `tcp`.",
    ),
  tls: z.array(tls).default([]).describe("Routes of encrypted connections that are passed through."),
  tcp: z.array(tcp).default([]).describe("Routes of plain connections."),
};

const furtherSubset = z.strictObject({
  name: name.describe("Its name."),
  labels: z.record(z.string(), z.string()).describe("Labels of its pods, which the Service selects too."),
  weight: percentage
    .optional()
    .describe("Share of the traffic in percent, taken from the stable version. Default: none."),
});

const named = z
  .strictObject({
    stable: name.default("stable").describe("Subset of the old version. Default `stable`."),
    canary: name.default("canary").describe("Subset of the new version. Default `canary`."),
    additional: z
      .array(furtherSubset)
      .default([])
      .describe("Subsets of other pods, in a DestinationRule of their own: `<service>-extra`."),
  })
  .refine(
    ({ stable, canary, additional }) => differ([stable, canary, ...additional.map((one) => one.name)]),
    unique,
  )
  .refine(({ additional }) => additional.reduce((sum, { weight = 0 }) => sum + weight, 0) <= 100, {
    error: "expected weights that are 100 together at most",
  });
export type IstioSubsets = z.output<typeof named>;

/** The two versions as subsets of one Service, told apart by a DestinationRule. */
export const subsets = z.union([z.boolean(), named], {
  error: ({ input }) =>
    typeof input === "object"
      ? named.safeParse(input, { error: expectation }).error?.issues[0]?.message
      : "expected true, or names of subsets",
});

/** `true` is the names that nobody has to choose. */
export function namedSubsets(value: z.output<typeof subsets> | undefined): IstioSubsets | undefined {
  if (value === undefined || value === false) return undefined;
  return value === true ? { stable: "stable", canary: "canary", additional: [] } : value;
}
