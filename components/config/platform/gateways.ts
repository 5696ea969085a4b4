import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { labelSelector } from "../objects/label-selector";
import { name, objectName, port } from "../scalars";
import { certificateKeys } from "./certificates";
import { listenerMistakes } from "./listener-mistakes";

/** Upstream: `SecretObjectReference`. */
const certificateRef = z.strictObject({
  group: z.string().optional().describe("API group. Default: the core group."),
  kind: name.optional().describe("Default Secret."),
  name: name.describe("Its name."),
  namespace: name
    .optional()
    .describe("Default: the Gateway's. Another one must allow it with a ReferenceGrant."),
});

const tls = z.strictObject({
  mode: z
    .enum(["Terminate", "Passthrough"])
    .default("Terminate")
    .describe("`Passthrough`: the connection goes on encrypted, to a TLSRoute."),
  certificateRefs: z
    .array(certificateRef)
    .min(1)
    .max(64)
    .optional()
    .describe("Secrets with certificates that are there."),
  certificate: z
    .strictObject({
      ...certificateKeys,
      dnsNames: certificateKeys.dnsNames.optional().describe("Default: the listener's hostname."),
    })
    .optional()
    .describe("A certificate that cert-manager gets for the listener."),
  options: z.record(z.string(), z.string()).optional().describe("What the implementation alone knows."),
});

const allowedRoutes = z.strictObject({
  namespaces: z
    .strictObject({
      from: z.enum(["All", "Selector", "Same"]).default("Same").describe("Namespaces whose routes it takes."),
      selector: labelSelector.optional().describe("With Selector: labels of those namespaces."),
    })
    .refine(({ from, selector }) => (from === "Selector") === (selector !== undefined), {
      error: "expected a selector with from: Selector, and none without it",
      when: ({ issues }) => issues.length === 0,
    })
    .prefault({})
    .describe("Default: the Gateway's own alone."),
  kinds: z
    .array(
      z.strictObject({
        group: z.string().optional().describe("API group."),
        kind: name.describe("Kind of route."),
      }),
    )
    .max(8)
    .optional()
    .describe("Kinds of routes that it takes. Default: those of the protocol."),
});

export const protocols = ["HTTP", "HTTPS", "TLS", "TCP", "UDP"] as const;

/** Upstream: `Listener`. */
const listener = z.strictObject({
  name: objectName.describe("Its name, as `sectionName` of routes."),
  port: port.describe("Port that clients connect to."),
  protocol: z.enum(protocols).describe("What it speaks."),
  hostname: z
    .string()
    .max(253)
    .regex(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, {
      error: 'expected a host name in lower case, perhaps with "*." before it',
    })
    .optional()
    .describe("Host that is meant, or `*.` and a domain. Default: every host."),
  tls: tls.optional().describe("Of HTTPS and TLS."),
  allowedRoutes: allowedRoutes.prefault({}).describe("Which routes may use it."),
});
export type Listener = z.output<typeof listener>;

const address = z.strictObject({
  type: name.default("IPAddress").describe("`IPAddress`, `Hostname`, or an implementation's own."),
  value: z.string().max(253).optional().describe("The address. Default: one of this type is given."),
});

const infrastructure = z.strictObject({
  labels: labelMap.optional().describe("Labels of what the implementation makes, at most 8."),
  annotations: annotations.optional().describe("Annotations of what the implementation makes, at most 16."),
  parametersRef: z
    .strictObject({
      group: z.string().describe("API group."),
      kind: name.describe("Its kind."),
      name: name.describe("Its name."),
    })
    .optional()
    .describe("An object with settings that the implementation alone knows."),
});

/** Upstream: `Gateway`. */
export const gateway = z
  .strictObject({
    create: z
      .boolean()
      .default(true)
      .describe("False: it is there already. Services are checked against its listeners all the same."),
    namespace: objectName.describe("Its namespace."),
    gatewayClassName: name.describe("Which implementation serves it."),
    listeners: z.array(listener).min(1).max(64).describe("What clients connect to."),
    addresses: z.array(address).max(16).optional().describe("Addresses that are asked for."),
    infrastructure: infrastructure.optional().describe("What the implementation makes for it."),
    labels: labelMap.default({}).describe("Its labels."),
    annotations: annotations.default({}).describe("Its annotations."),
  })
  .check(({ value, issues }) => {
    for (const { path, input, message } of listenerMistakes(value.listeners))
      issues.push({ code: "custom", path: ["listeners", ...path], input, message });
  });
export type GatewayConfig = z.output<typeof gateway>;

export const gateways = z.record(objectName, gateway);
