import { type ControllerConfig, type Fields, mapAt } from "../config";
import type { Manifest } from "../manifests";
import type { Shape } from "./deployment";
import { withTexts } from "./texts";

/** Labels and annotations of the Deployment and of its pods. Those by which pods are found stay. */
export const shapeMetadata: Shape = (deployment, { controller }) => {
  const { metadata, podMetadata, spec } = deployment;
  const { deploymentLabels, deploymentAnnotations, podLabels, podAnnotations } = controller;
  const ofDeployment = { labels: deploymentLabels, annotations: deploymentAnnotations };
  const layersOfPods = [
    { labels: mapAt(podMetadata, "labels"), annotations: mapAt(podMetadata, "annotations") },
    { labels: controller.labels },
    { labels: podLabels, annotations: podAnnotations },
    { labels: mapAt(spec, "selector", "matchLabels") },
  ];
  return {
    ...deployment,
    metadata: withTexts(metadata, metadata, ofDeployment),
    podMetadata: withTexts<Fields, unknown>(podMetadata, ...layersOfPods),
  };
};

/** What is said of all objects. An object's own labels are those by which others find it. */
export function withMetadata(object: Manifest, { labels, annotations }: ControllerConfig): Manifest {
  return { ...object, metadata: withTexts(object.metadata, { labels, annotations }, object.metadata) };
}

export function withAnnotations(
  object: Manifest,
  annotations: NonNullable<Manifest["metadata"]["annotations"]>,
): Manifest {
  return { ...object, metadata: withTexts(object.metadata, { annotations }, object.metadata) };
}
