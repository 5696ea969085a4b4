import type { NginxIngress } from "../config";
import { type Manifest, metadata, said, type Subject } from "../manifests";

type Texts = NginxIngress["annotations"];

/** What every Ingress has, whoever reads it. */
export type IngressConfig = Pick<NginxIngress, "className" | "hosts" | "paths" | "tls" | "annotations">;

/** Upstream: `IngressServiceBackend`. */
export interface ServiceBackend {
  readonly name: string;
  readonly port: { readonly number: number } | { readonly name: string };
}

/** An Ingress whose paths all lead to one Service. Upstream, the controller reads rules with paths alone. */
export function renderIngress(
  subject: Subject,
  name: string,
  { className, hosts, paths, tls, annotations }: IngressConfig,
  service: ServiceBackend,
  ofRouter: Texts = {},
): Manifest {
  const http = { paths: paths.map((path) => ({ ...path, backend: { service } })) };
  // Without a load balancer's answer Pulumi would wait ten minutes, and what is behind it matters more.
  const all = { "pulumi.com/skipAwait": "true", ...ofRouter, ...annotations };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { ...metadata(subject, { annotations: all }), name },
    spec: {
      ingressClassName: className,
      ...(tls.length > 0 && { tls: tls.map((one) => said({ hosts, ...one }, "hosts", "secretName")) }),
      rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
    },
  };
}

/** A Service by the port that clients call. */
export function byPort({ service }: Subject, name: string): ServiceBackend {
  return { name, port: { number: service.service.port } };
}
