import type { IssuerConfig } from "../config";
import type { Manifest } from "../manifests";

export type Issuers = Readonly<Record<string, IssuerConfig>>;

export function renderIssuers(issuers: Issuers): Manifest[] {
  return Object.entries(issuers).map(([name, { namespace, ...spec }]) => ({
    apiVersion: "cert-manager.io/v1",
    kind: namespace === undefined ? "ClusterIssuer" : "Issuer",
    metadata: {
      ...{ name, ...(namespace !== undefined && { namespace }) },
      labels: { "app.kubernetes.io/managed-by": "pulumi" },
    },
    spec,
  }));
}

/** Whether an authority's questions come in by a Gateway, which cert-manager does not do unless it is told to. */
export function solvesByGateway(issuers: Issuers): boolean {
  return Object.values(issuers).some(({ acme }) =>
    acme?.solvers.some(({ http01 }) => http01?.gatewayHTTPRoute !== undefined),
  );
}
