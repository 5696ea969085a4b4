import type { NginxIngress } from "../config";
import { type Manifest, type Metadata, metadata, said, type Subject } from "../manifests";

type Texts = NginxIngress["annotations"];

/** What every Ingress has, whoever reads it. */
export type IngressConfig = Pick<NginxIngress, "hosts" | "paths" | "tls" | "annotations"> & {
  /** Default: the cluster's own. */
  readonly className?: string | undefined;
};

/** Upstream: `IngressServiceBackend`. */
export interface ServiceBackend {
  readonly name: string;
  readonly port: { readonly number: number } | { readonly name: string };
}

/** An Ingress whose paths all lead to one Service. Upstream, the controller reads rules with paths alone. */
export function renderIngress(
  subject: Subject,
  name: string,
  ingress: IngressConfig,
  service: ServiceBackend,
  ofRouter: Texts = {},
): Manifest {
  const annotations = { ...withoutWait, ...ofRouter, ...ingress.annotations };
  return ingressTo(service, ingress, { ...metadata(subject, { annotations }), name });
}

/** Without a load balancer's answer Pulumi would wait ten minutes, and what is behind it matters more. */
export const withoutWait = { "pulumi.com/skipAwait": "true" };

export function ingressTo(
  service: ServiceBackend,
  { className, hosts, paths, tls }: IngressConfig,
  metadata: Metadata,
): Manifest {
  const http = { paths: paths.map((path) => ({ ...path, backend: { service } })) };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata,
    spec: {
      ...(className !== undefined && { ingressClassName: className }),
      ...(tls.length > 0 && { tls: tls.map((one) => said({ hosts, ...one }, "hosts", "secretName")) }),
      rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
    },
  };
}

/** A Service by the port that clients call. */
export function byPort({ service }: Subject, name: string): ServiceBackend {
  return { name, port: { number: service.service.port } };
}
