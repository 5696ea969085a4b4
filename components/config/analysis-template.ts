import { z } from "zod";
import { dryRun, measurementRetention, templateRef } from "./analysis-use";
import { argumentType } from "./argument-type";
import { metricProvider } from "./providers";
import { interval, name } from "./scalars";

const PLACEHOLDER = /^\{\{.+\}\}$/;

/** A number, or an argument of the template such as `{{args.count}}`. */
const number = (least: number) =>
  z.union([z.int().min(least), z.string().regex(/^\d+$|\{\{.+\}\}/)], {
    error: `expected a whole number from ${least}, or "{{args.<name>}}"`,
  });

const threshold = z.union([z.number(), z.string().regex(PLACEHOLDER)], {
  error: 'expected a number, or "{{args.<name>}}"',
});

export const noData = z.enum(["fail", "pass", "inconclusive"]);

/** Upstream: `Metric`. With `min`, `max`, `value` and `onNoData` its conditions are made here. */
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
  min: threshold
    .optional()
    .describe(
      "Least value of a successful measurement. Instead of conditions: they are made for the provider's answer.",
    ),
  max: threshold.optional().describe("Greatest value of a successful measurement. Alone, or with `min`."),
  value: z
    .string()
    .min(1)
    .optional()
    .describe(
      "With `min` or `max`: expression over `result` that is the number, such as `result.rate`. Default: the provider's one number.",
    ),
  onNoData: z
    .union([noData, z.string().regex(PLACEHOLDER)], {
      error: 'expected "fail", "pass", "inconclusive", or "{{args.<name>}}"',
    })
    .optional()
    .describe(
      "With `min` or `max`: what a measurement is when the provider has no data (an empty answer, or NaN). No default: a service without traffic is either good or bad.",
    ),
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
    name: name.describe("Its name: `{{args.<name>}}` is filled in with its value."),
    type: argumentType.optional().describe("What its values have to be. Default text: anything."),
    description: z.string().min(1).optional().describe("What it is for."),
    value: z
      .string()
      .optional()
      .describe("Default value. Without it the user of the template has to say one."),
    valueFrom: z
      .strictObject({
        secretKeyRef: z
          .strictObject({ name: name.describe("Its name."), key: name.describe("Key in it.") })
          .optional()
          .describe("Secret in the namespace of the service, also for a ClusterAnalysisTemplate."),
        fieldRef: z
          .strictObject({ fieldPath: name.describe("Path of the field.") })
          .optional()
          .describe("Known to upstream's type, and not read by the controller in a template."),
      })
      .refine((source) => Object.keys(source).length === 1, {
        error: "expected exactly one source: secretKeyRef or fieldRef",
      })
      .optional()
      .describe("Where the value comes from, instead of `value`. Exactly one source."),
  })
  .refine((one) => one.value === undefined || one.valueFrom === undefined, {
    error: "expected value or valueFrom, not both",
    when: ({ issues }) => issues.length === 0,
  });

/** Upstream: `AnalysisTemplateSpec`. */
export const analysisTemplate = z.strictObject({
  args: z.array(arg).optional().describe("What the user of the template says."),
  metrics: z.array(metric).optional().describe("What is measured."),
  templates: z.array(templateRef).optional().describe("Other templates whose metrics are measured too."),
  dryRun: dryRun.optional(),
  measurementRetention: measurementRetention.optional(),
});
export type TemplateArgument = z.output<typeof arg>;
export type AnalysisTemplateConfig = z.output<typeof analysisTemplate>;

/** Name -> template. */
export const analysisTemplates = z.record(name, analysisTemplate);
export type AnalysisTemplates = z.output<typeof analysisTemplates>;
export type AnalysisTemplatesInput = z.input<typeof analysisTemplates>;
