import { z } from "zod";
import { leaf } from "../leaf";
import { nameSuffix } from "../objects/name-suffix";
import { labels, name, objectName } from "../scalars";

const dnsName = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A host of a route. Upstream: `IngressRule.host`. */
export const host = leaf(
  z.string().regex(dnsName, { error: "expected a DNS name, such as pay.example.com or *.example.com" }),
);

const path = z.strictObject({
  path: z
    .string()
    .regex(/^\//, { error: "expected a path that begins with /" })
    .default("/")
    .describe("Path."),
  pathType: z
    .enum(["Prefix", "Exact", "ImplementationSpecific"])
    .default("Prefix")
    .describe("Whether what comes below the path belongs to it."),
});

const tls = z.strictObject({
  hosts: z.array(host).optional().describe("Hosts of the certificate. Default: those of the Ingress."),
  secretName: leaf(name).optional().describe("Secret with the certificate. Default: the controller's own."),
});

/** Keys of one Ingress (`networking.k8s.io/v1`), whoever reads it. */
export const ingressKeys = {
  // Upstream: the controller cuts `<service>-<ingress>` at 246 characters before it puts `-canary` behind it.
  name: objectName
    .max(190)
    .optional()
    .describe("Its name. Default: the service's, or `<service>-<key>`, or `<service>-preview`."),
  hosts: z.array(host).default([]).describe("Hosts. Default: every host."),
  paths: z
    .array(path)
    .min(1)
    .default([{ path: "/", pathType: "Prefix" }])
    .describe("Paths of each host. Default: every path."),
  tls: z.array(tls).default([]).describe("Hosts with TLS, and their certificates."),
  annotations: labels.optional().describe("Annotations of the Ingress."),
};

/** Without a host of its own it would take requests from the service's Ingress. */
export const previewHosts = {
  hosts: z.array(host).min(1).describe("Hosts at which the new version is seen alone. At least one."),
};

export const ingressKey = nameSuffix.refine((key) => key !== "preview", {
  error: "expected another name than preview, which is that of the preview's object",
});

interface Named {
  readonly name?: string | undefined;
}
type Several<One> = One & { readonly ingresses: Readonly<Record<string, One>> };

interface OwnIngress<One> {
  readonly name: string;
  readonly ingress: One;
  /** From the router's block to it. */
  readonly at: readonly string[];
}

/** The service's Ingresses with their names, the main one first. */
export function ingressesOf<One extends Named>(service: string, block: Several<One>): OwnIngress<One>[] {
  const further = Object.entries(block.ingresses).map(([key, ingress]) => ({
    name: ingress.name ?? `${service}-${key}`,
    ingress,
    at: ["ingresses", key],
  }));
  return [{ name: block.name ?? service, ingress: block, at: [] }, ...further];
}

export function previewName(service: string, preview: Named): string {
  return preview.name ?? `${service}-preview`;
}

/** What a router is told under one key where it is one object, under another where there are several. */
export function oneOrSeveral<One extends string, Many extends string>(
  names: readonly string[],
  one: One,
  many: Many,
): Partial<Record<One, string> & Record<Many, string[]>>;
export function oneOrSeveral(names: readonly string[], one: string, many: string): object {
  return names.length === 1 ? { [one]: names[0] } : { [many]: [...names] };
}
