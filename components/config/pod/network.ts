import { z } from "zod";
import { leaf } from "../leaf";
import { name } from "../scalars";

const address = leaf(z.union([z.ipv4(), z.ipv6()], { error: "expected an IP" }));

/** Keys of a service that say what its pods see of the network. */
export const networkKeys = {
  hostAliases: z
    .array(
      z.strictObject({
        ip: address.describe("The IP."),
        hostnames: z.array(leaf(name)).min(1).describe("Names that it gets."),
      }),
    )
    .default([])
    .describe("Entries of /etc/hosts."),
  dnsPolicy: z
    .enum(["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"])
    .optional()
    .describe("Who is asked for names. Default: the cluster's DNS, on the node's network too."),
  dnsConfig: z
    .strictObject({
      nameservers: z.array(address).max(3).optional().describe("IPs of more DNS servers."),
      searches: z.array(name).max(32).optional().describe("Domains that are tried for a short name."),
      options: z
        .array(
          z.strictObject({
            name: name.describe("Such as `ndots`."),
            value: z.string().optional().describe('Such as `"2"`.'),
          }),
        )
        .optional()
        .describe("Of the resolver."),
    })
    .optional()
    .describe("On top of the policy."),
  enableServiceLinks: z
    .boolean()
    .default(false)
    .describe("True: variables such as PAY_PORT for each Service of the namespace. They break programs."),
};
