import { labels, type Manifest, type Subject } from "../../manifests";

/** Kinds of the whole cluster whose name does not say so. */
const clusterWide = new Set([
  "APIService",
  "CSIDriver",
  "CustomResourceDefinition",
  "GatewayClass",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
]);

export function isClusterWide(kind: string): boolean {
  return clusterWide.has(kind) || kind.startsWith("Cluster");
}

/** Objects as the values say them, with the service's labels and in its namespace where they say nothing else. */
export function renderExtraManifests(subject: Subject): Manifest[] {
  return subject.service.extraManifests.map(({ metadata, ...manifest }) => {
    const { namespace = subject.namespace, annotations, ...others } = metadata;
    return {
      ...manifest,
      metadata: {
        ...others,
        ...(!isClusterWide(manifest.kind) && { namespace }),
        ...(annotations && { annotations }),
        labels: { ...labels(subject), ...metadata.labels },
      },
    };
  });
}
