import { z } from "zod";
import { annotations, labelMap, ownLabels } from "../labels";
import { extraManifests } from "../objects/extra-manifests";
import { objectName } from "../scalars";

/** Keys that say something of the objects of an install. */
export const objectKeys = {
  labels: ownLabels
    .default({})
    .describe("Labels of all objects of the controller, pods included; namespace and CRDs excluded."),
  annotations: annotations
    .default({})
    .describe("Annotations of all objects of the controller; pods, namespace and CRDs excluded."),
  deploymentLabels: labelMap.default({}).describe("Labels of the controller's Deployment alone."),
  deploymentAnnotations: annotations
    .default({})
    .describe("Annotations of the controller's Deployment alone."),
  podLabels: ownLabels.default({}).describe("Labels of the controller's pods alone."),
  podAnnotations: annotations
    .default({})
    .describe("Annotations of the controller's pods. A change replaces them."),
  serviceAccount: z
    .strictObject({
      create: z.boolean().default(true).describe("False: an existing one is used."),
      name: objectName.optional().describe("Its name. Default: the release manifest's, `argo-rollouts`."),
      labels: labelMap.default({}).describe("Its labels."),
      annotations: annotations
        .default({})
        .describe("Its annotations, such as the cloud role that the controller takes on."),
      automountToken: z
        .boolean()
        .optional()
        .describe(
          "False: other pods that use it get no token for the API server. The controller's own always do. Default: the cluster's, true.",
        ),
    })
    .prefault({})
    .describe("The identity of the controller."),
  extraObjects: extraManifests
    .default([])
    .describe(
      "Objects that the package knows nothing of, made before the controller. In its namespace where they say nothing else.",
    ),
};
