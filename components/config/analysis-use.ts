import { z } from "zod";
import { gate } from "./gate";
import { count, labels, name } from "./scalars";
import { leaf } from "./leaf";

export const dryRun = z
  .array(
    z.strictObject({
      metricName: name.describe("Name of a metric, or a regular expression; `.*` is every metric."),
    }),
  )
  .describe("Metrics that are measured and shown but decide nothing.");

export const measurementRetention = z
  .array(
    z.strictObject({
      metricName: name.describe("Name of a metric, or a regular expression."),
      limit: count.describe("Measurements that are kept; 0 keeps the controller's default of 10."),
    }),
  )
  .describe("How many measurements of a metric stay in the AnalysisRun.");

export const templateRef = z.strictObject({
  templateName: name.describe(
    "Name of an AnalysisTemplate in the service's namespace, or of a ClusterAnalysisTemplate.",
  ),
  clusterScope: z
    .boolean()
    .optional()
    .describe(
      "True for a ClusterAnalysisTemplate. Default: found out where the template is known, else false.",
    ),
});

export const gateKey = {
  gate: gate
    .optional()
    .describe(
      "What a failed measurement does: `observe` nothing (dryRun), `warn` pauses the update until a person decides (Inconclusive), `enforce` aborts it. Default: what `rollout.gates` says of the template, else enforce.",
    ),
};

/** A template where a Rollout uses it. */
const usedTemplate = templateRef.extend(gateKey);

/** Upstream: `AnalysisRunArgument`. */
export const analysisArg = z
  .strictObject({
    name: name.describe("Name of the template's argument."),
    value: leaf(z.string()).optional().describe("Its value. Upstream: a string."),
    valueFrom: z
      .strictObject({
        podTemplateHashValue: z
          .enum(["Stable", "Latest"])
          .optional()
          .describe("The pod hash of the old (Stable) or the new (Latest) version."),
        fieldRef: z
          .strictObject({ fieldPath: name.describe("Path of the field.") })
          .optional()
          .describe(
            "A field: `metadata...` as in the downward API, or any other path of the Rollout such as `spec.template.metadata.labels.version`.",
          ),
      })
      .refine((source) => Object.keys(source).length === 1, {
        error: "expected exactly one source: podTemplateHashValue or fieldRef",
      })
      .optional()
      .describe("Where the value comes from, instead of `value`. Exactly one source."),
  })
  .refine((arg) => (arg.value === undefined) !== (arg.valueFrom === undefined), {
    error: "expected exactly one of value and valueFrom",
    when: ({ issues }) => issues.length === 0,
  });

const metadata = z
  .strictObject({
    labels: labels.optional().describe("Labels."),
    annotations: labels.optional().describe("Annotations."),
  })
  .describe("Labels and annotations.");
export { metadata as ephemeralMetadata };

/** Upstream: `RolloutAnalysis`. */
export const analysisUse = z.strictObject({
  templates: z.array(usedTemplate).min(1).describe("Templates whose metrics are measured together."),
  args: z.array(analysisArg).optional().describe("Values for the templates' arguments."),
  dryRun: dryRun.optional(),
  measurementRetention: measurementRetention.optional(),
  analysisRunMetadata: metadata.optional().describe("Labels and annotations of the AnalysisRun."),
});
export type AnalysisUse = z.output<typeof analysisUse>;

/** Upstream: `RolloutAnalysisBackground`. */
export const backgroundAnalysis = analysisUse.extend({
  startingStep: count
    .optional()
    .describe("Index of the step at which it starts. Default 0: with the update."),
});
