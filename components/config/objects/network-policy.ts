import { z } from "zod";
import { name, port } from "../scalars";
import { labelSelector } from "./label-selector";

/** A range of addresses. */
export const cidr = z
  .string()
  .regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/, { error: 'expected a range such as "10.0.0.0/8"' });

/** Upstream: `NetworkPolicyPeer`. */
export const peer = z
  .strictObject({
    podSelector: labelSelector
      .optional()
      .describe("Pods, of the service's namespace or of those of `namespaceSelector`. `{}`: all."),
    namespaceSelector: labelSelector.optional().describe("Namespaces. `{}`: all."),
    ipBlock: z
      .strictObject({
        cidr: cidr.describe("Addresses."),
        except: z.array(cidr).optional().describe("Those of them that are not meant."),
      })
      .optional()
      .describe("Addresses, for what is outside of the cluster."),
  })
  .refine(({ ipBlock, ...selectors }) => (ipBlock === undefined) === Object.keys(selectors).length > 0, {
    error: "expected ipBlock, or podSelector and namespaceSelector or one of them",
    when: ({ issues }) => issues.length === 0,
  });

/** Upstream: `NetworkPolicyPort`. */
export const policyPort = z
  .strictObject({
    port: z
      .union([port, name], { error: "expected a number, or the name of a port" })
      .optional()
      .describe("Port of the pods that are called, by number or name. Default: every one of the protocol."),
    endPort: port.optional().describe("With a number: the last port of a range."),
    protocol: z.enum(["TCP", "UDP", "SCTP"]).default("TCP").describe("Protocol."),
  })
  .refine(
    ({ port: first, endPort }) => endPort === undefined || (typeof first === "number" && first <= endPort),
    {
      error: "expected endPort not below port, which is a number then",
      when: ({ issues }) => issues.length === 0,
    },
  );

const others = z.strictObject({
  services: z
    .array(name)
    .default([])
    .describe("Names of other services in the same namespace, by their label `app.kubernetes.io/name`."),
  namespaces: z.array(name).default([]).describe("Names of namespaces: every pod in them."),
});

/** A NetworkPolicy (`networking.k8s.io/v1`) for the service's pods. */
export const networkPolicy = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe("True: only those may call who are named here. Default then: pods of the same namespace."),
  allowFrom: others.optional().describe("Who may call the service's port, in short."),
  ingress: z
    .array(
      z.strictObject({
        from: z.array(peer).optional().describe("Who may call. Default: everyone."),
        ports: z
          .array(policyPort)
          .optional()
          .describe("Ports that may be called. Default: the service's own. `[]`: every one."),
      }),
    )
    .optional()
    .describe("Who may call, beside `allowFrom`, as in networking/v1. `[]` with no `allowFrom`: nobody."),
  allowTo: others
    .optional()
    .describe("Whom the service may call, in short, on any port. With it or `egress` nobody else."),
  egress: z
    .array(
      z.strictObject({
        to: z.array(peer).optional().describe("Who may be called. Default: everyone."),
        ports: z.array(policyPort).optional().describe("Ports that may be called. Default: every one."),
      }),
    )
    .optional()
    .describe("Whom the service may call, beside `allowTo`, as in networking/v1. `[]`: nobody but DNS."),
  allowDns: z
    .boolean()
    .default(true)
    .describe("Whether port 53 is open to everyone where `egress` or `allowTo` says who may be called."),
});
export type NetworkPolicyConfig = z.output<typeof networkPolicy>;
