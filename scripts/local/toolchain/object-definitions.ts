import type { DataFile } from "./tools";

/**
 * CustomResourceDefinitions of what else the package makes objects of: what those are held against. Only tests ask for them; a
 * plane starts without.
 */
export const objectDefinitions = {
  "cert-manager-crds.yaml": {
    kind: "data",
    version: "1.21.2",
    module: "cert-manager",
    from: "github.com/cert-manager/cert-manager",
    files: ["certificates", "clusterissuers", "issuers"].map(
      (kind) => `deploy/crds/cert-manager.io_${kind}.yaml`,
    ),
  },
  "prometheus-operator-crds.yaml": {
    kind: "data",
    version: "0.85.0",
    module: "prometheus-operator",
    from: "github.com/prometheus-operator/prometheus-operator",
    files: ["podmonitors", "prometheusrules", "servicemonitors"].map(
      (kind) => `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`,
    ),
  },
} as const satisfies Record<string, DataFile>;
