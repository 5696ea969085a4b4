import type { CertificateConfig, WantedCertificate } from "../config";
import { type Manifest, said } from "../manifests";
import type { Issuers } from "./issuers";

const plain = [
  ...(["secretName", "dnsNames", "commonName", "isCA"] as const),
  ...(["duration", "renewBefore", "privateKey", "usages"] as const),
] as const;

export function renderCertificate({ name, config }: WantedCertificate, issuers: Issuers): Manifest {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name, namespace: config.namespace, labels: { "app.kubernetes.io/managed-by": "pulumi" } },
    spec: { ...said(config, ...plain), issuerRef: issuerRefOf(config.issuer, issuers) },
  };
}

/** A plain name is one of the stack's issuers, whose kind the stack knows. */
function issuerRefOf(issuer: CertificateConfig["issuer"], issuers: Issuers): object {
  if (typeof issuer !== "string") return issuer;
  const kind = issuers[issuer]?.namespace === undefined ? "ClusterIssuer" : "Issuer";
  return { name: issuer, kind, group: "cert-manager.io" };
}
