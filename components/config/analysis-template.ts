import { z } from "zod";
import { dryRun, measurementRetention, templateRef } from "./analysis-use";
import { metricProvider } from "./metric-provider";
import { interval, name } from "./scalars";

/** A number, or an argument of the template such as `{{args.count}}`. */
const number = (least: number) =>
  z.union([z.int().min(least), z.string().regex(/^\d+$|\{\{.+\}\}/)], {
    error: `expected a whole number from ${least}, or "{{args.<name>}}"`,
  });

/** Upstream: `Metric`. */
const metric = z.strictObject({
  name: name.describe("Unique among the metrics that are measured together."),
  interval: interval
    .optional()
    .describe("Time between two measurements. Without it and `count`: one measurement."),
  initialDelay: interval.optional().describe("Time before the first measurement."),
  count: number(0)
    .optional()
    .describe("Measurements. Without it and with `interval`: until the analysis is ended."),
  successCondition: z
    .string()
    .optional()
    .describe("Expression over `result`; true makes the measurement successful."),
  failureCondition: z
    .string()
    .optional()
    .describe("Expression over `result`; true makes the measurement failed."),
  failureLimit: number(-1).optional().describe("Failed measurements that are forgiven. Default 0. -1: all."),
  inconclusiveLimit: number(0).optional().describe("Inconclusive measurements that are forgiven. Default 0."),
  consecutiveErrorLimit: number(0).optional().describe("Errors in a row that are forgiven. Default 4."),
  consecutiveSuccessLimit: number(0)
    .optional()
    .describe("Successes in a row that end the metric as successful. Default 0: off."),
  provider: metricProvider.describe("Where the values come from. Exactly one."),
});
export type Metric = z.output<typeof metric>;

/** Upstream: `Argument`. */
const arg = z
  .strictObject({
    name,
    value: z
      .string()
      .optional()
      .describe("Default value. Without it the user of the template has to say one."),
    valueFrom: z
      .strictObject({
        secretKeyRef: z
          .strictObject({ name, key: name })
          .optional()
          .describe("Secret in the namespace of the service, also for a ClusterAnalysisTemplate."),
        fieldRef: z.strictObject({ fieldPath: name }).optional(),
      })
      .refine((source) => Object.keys(source).length === 1, {
        error: "expected exactly one source: secretKeyRef or fieldRef",
      })
      .optional(),
  })
  .refine((one) => one.value === undefined || one.valueFrom === undefined, {
    error: "expected value or valueFrom, not both",
    when: ({ issues }) => issues.length === 0,
  });

/** Upstream: `AnalysisTemplateSpec`. */
export const analysisTemplate = z.strictObject({
  args: z.array(arg).optional(),
  metrics: z.array(metric).optional(),
  templates: z.array(templateRef).optional().describe("Other templates whose metrics are measured too."),
  dryRun: dryRun.optional(),
  measurementRetention: measurementRetention.optional(),
});
export type AnalysisTemplateConfig = z.output<typeof analysisTemplate>;

/** Name -> template. */
export const analysisTemplates = z.record(name, analysisTemplate);
export type AnalysisTemplates = z.output<typeof analysisTemplates>;
export type AnalysisTemplatesInput = z.input<typeof analysisTemplates>;
