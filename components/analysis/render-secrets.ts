import type * as pulumi from "@pulumi/pulumi";
import type { AnalysisSecrets } from "../config";
import type { Manifest } from "../manifests";

/** A Rollout that measures before its Secret is there aborts its update. */
const awaited = { "pulumi.com/waitFor": "condition=Ready" };

/** The ExternalSecrets of a stack: in the namespace of its services, since that is where an AnalysisRun reads Secrets. */
export function renderAnalysisSecrets(secrets: AnalysisSecrets, namespace: pulumi.Input<string>): Manifest[] {
  return Object.entries(secrets).flatMap(([name, { externalSecret }]) => {
    if (externalSecret === undefined) return [];
    const { annotations, target, ...spec } = externalSecret;
    return [
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata: {
          name,
          namespace,
          labels: { "app.kubernetes.io/managed-by": "pulumi" },
          annotations: { ...awaited, ...annotations },
        },
        spec: { ...spec, target: { ...target, name } },
      },
    ];
  });
}
