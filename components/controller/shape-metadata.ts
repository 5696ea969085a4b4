import type { ControllerConfig } from "../config";
import { type Manifest, said } from "../manifests";
import { mapAt, type Shape } from "./deployment";

/** Labels and annotations of the Deployment and of its pods. Those by which pods are found stay. */
export const shapeMetadata: Shape = (deployment, { controller }) => {
  const { metadata, podMetadata, spec } = deployment;
  const ofDeployment = {
    labels: { ...metadata.labels, ...controller.deploymentLabels },
    annotations: { ...metadata.annotations, ...controller.deploymentAnnotations },
  };
  const ofPods = {
    labels: {
      ...mapAt(podMetadata, "labels"),
      ...controller.labels,
      ...controller.podLabels,
      ...mapAt(spec, "selector", "matchLabels"),
    },
    annotations: { ...mapAt(podMetadata, "annotations"), ...controller.podAnnotations },
  };
  return {
    ...deployment,
    metadata: { ...metadata, ...said(ofDeployment, "labels", "annotations") },
    podMetadata: { ...podMetadata, ...said(ofPods, "labels", "annotations") },
  };
};

/** What is said of all objects. An object's own labels are those by which others find it. */
export function withMetadata(object: Manifest, { labels, annotations }: ControllerConfig): Manifest {
  const { metadata } = object;
  const texts = {
    labels: { ...labels, ...metadata.labels },
    annotations: { ...annotations, ...metadata.annotations },
  };
  return { ...object, metadata: { ...metadata, ...said(texts, "labels", "annotations") } };
}

export function withAnnotations(
  object: Manifest,
  annotations: NonNullable<Manifest["metadata"]["annotations"]>,
): Manifest {
  const all = { ...annotations, ...object.metadata.annotations };
  return { ...object, metadata: { ...object.metadata, ...said({ annotations: all }, "annotations") } };
}
