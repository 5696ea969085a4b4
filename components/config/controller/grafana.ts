import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { name, objectName } from "../scalars";

/** A dashboard about the controller and what it works on. */
export const grafana = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe("True: a ConfigMap with the dashboard, for Grafana's sidecar to find."),
  namespace: objectName.optional().describe("Namespace of the ConfigMap. Default: the controller's."),
  labels: labelMap
    .default({ grafana_dashboard: "1" })
    .describe("Labels of the ConfigMap, by which Grafana's sidecar finds it."),
  annotations: annotations.default({}).describe("Annotations of the ConfigMap."),
  folder: z
    .strictObject({
      name: name.describe("Its name."),
      annotation: name
        .default("grafana_folder")
        .describe("Annotation in which the sidecar looks for it (its `folderAnnotation`)."),
    })
    .optional()
    .describe("Grafana's folder for the dashboard. Default: the sidecar's."),
  title: name.default("Argo Rollouts controller").describe("Title of the dashboard."),
  uid: z
    .string()
    .regex(/^[-\w]{1,40}$/, { error: "expected at most 40 letters, digits, hyphens and underscores" })
    .default("argo-rollouts-controller")
    .describe("What its address in Grafana has. Two dashboards of one Grafana need two."),
});
