import { z } from "zod";
import { analysisArg, dryRun, ephemeralMetadata, gateKey } from "./analysis-use";
import { count, labels, name, percentage, seconds, interval } from "./scalars";

const labelSelector = z.strictObject({
  matchLabels: labels.optional().describe("Labels that must be there."),
  matchExpressions: z
    .array(
      z.strictObject({
        key: name.describe("Name of a label."),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]).describe("How it is compared."),
        values: z.array(z.string()).optional().describe("With In and NotIn: values."),
      }),
    )
    .optional()
    .describe("Conditions on labels."),
});

const template = z.strictObject({
  name: name.describe("Name of these pods within the experiment; unique."),
  specRef: z.enum(["canary", "stable"]).describe("Which version's pods."),
  replicas: count.optional().describe("Pods. Default 1."),
  metadata: ephemeralMetadata.optional().describe("Labels and annotations of the pods."),
  selector: labelSelector
    .optional()
    .describe("Selector of their ReplicaSet. Default: made by the controller."),
  weight: percentage.optional().describe("Share of traffic, in percent. Needs a router that can."),
  service: z
    .strictObject({ name: name.optional().describe("Its name. Default: made by the controller.") })
    .optional()
    .describe("Makes a Service for these pods."),
});

const analysis = z.strictObject({
  name: name.describe("Name of the analysis within the experiment."),
  templateName: name.describe("Name of an AnalysisTemplate or ClusterAnalysisTemplate."),
  clusterScope: z
    .boolean()
    .optional()
    .describe(
      "True for a ClusterAnalysisTemplate. Default: found out where the template is known, else false.",
    ),
  ...gateKey,
  args: z.array(analysisArg).optional().describe("Values for the template's arguments."),
  requiredForCompletion: z
    .boolean()
    .optional()
    .describe("The experiment ends when it has ended. Default false."),
});

/** Upstream: `RolloutExperimentStep`. */
export const experiment = z.strictObject({
  templates: z.array(template).min(1).describe("The pods that run side by side."),
  duration: interval
    .optional()
    .describe("How long, from when all pods are ready. Default: until the required analyses have ended."),
  analyses: z.array(analysis).optional().describe("What is measured meanwhile."),
  dryRun: dryRun.optional(),
  analysisRunMetadata: ephemeralMetadata.optional().describe("Labels and annotations of the AnalysisRuns."),
  scaleDownDelaySeconds: seconds
    .optional()
    .describe("Seconds for which its pods stay after the end. Default 30."),
});
export type Experiment = z.output<typeof experiment>;
