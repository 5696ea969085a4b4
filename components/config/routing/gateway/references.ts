import { z } from "zod";
import { leaf } from "../../leaf";
import { name, port } from "../../scalars";

/** A Gateway (or, for a mesh, a Service) that the route belongs to. Upstream: Gateway API `ParentReference`. */
export const parentRef = z.strictObject({
  group: z
    .string()
    .optional()
    .describe("API group. Default `gateway.networking.k8s.io`, for a Service the core group."),
  kind: name.optional().describe("Default Gateway."),
  name: leaf(name).describe("Name of the Gateway."),
  namespace: leaf(name).optional().describe("Default: the service's namespace."),
  sectionName: name.optional().describe("Name of a listener."),
  port: port.optional().describe("Port of a listener."),
});

/** Upstream: `BackendObjectReference`. */
const target = z.strictObject({
  group: z.string().default("").describe("API group. Default: the core group."),
  kind: name.default("Service").describe("Its kind."),
  name: leaf(name).describe("Its name."),
  namespace: leaf(name)
    .optional()
    .describe("Default: the route's namespace. Another one must allow it with a ReferenceGrant."),
  port: port.optional().describe("Its port. A Service needs it."),
});

function needsPort({ value: { kind, port: input }, issues }: z.core.ParsePayload<z.output<typeof target>>) {
  if (kind !== "Service" || input !== undefined) return;
  issues.push({ code: "custom", path: ["port"], input, message: "expected a port, which a Service needs" });
}

/** Where a copy of each request goes. */
export const backendObject = target.check(needsPort);

/** Somebody else who answers requests. Upstream: `BackendRef`. */
export const backendRef = target
  .extend({ weight: z.int().min(0).max(1_000_000).default(1).describe("Its share, relative to the others.") })
  .check(needsPort);
