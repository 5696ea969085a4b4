import { z } from "zod";
import { interval, name } from "../scalars";
import type { Answer, Measured } from "./answer";
import { text } from "./shared";

const period = z.union([
  z.int().min(1),
  z.string().regex(/\{\{.+\}\}/),
  z.string().regex(/^\d+$/, { error: 'expected seconds, or "{{args.<name>}}"' }),
]);

const metric = z.strictObject({
  dimensions: z
    .array(z.strictObject({ name: name.describe("Its name."), value: z.string().describe("Its value.") }))
    .optional()
    .describe("Dimensions that choose the metric."),
  metricName: text.optional().describe("Its name."),
  namespace: text.optional().describe("Its namespace, such as `AWS/ApplicationELB`."),
});

const metricStat = z.strictObject({
  metric: metric.optional().describe("The metric."),
  period: period.optional().describe("Seconds that one number stands for."),
  stat: text.optional().describe("How they become one number, such as `Average` or `p99`."),
  unit: text.optional().describe("Its unit."),
});

/** Upstream: `CloudWatchMetric`. */
export const cloudWatch = z
  .strictObject({
    interval: interval.optional().describe("Window of the query. Default 5m."),
    metricDataQueries: z
      .array(
        z.strictObject({
          id: text.optional().describe("Its name in expressions: a small letter first."),
          expression: text.optional().describe("Computed from other queries, or SQL."),
          label: text.optional().describe("Label of the result."),
          metricStat: metricStat.optional().describe("A metric, instead of `expression`."),
          period: period.optional().describe("With `expression`: seconds that one number stands for."),
          returnData: z.boolean().optional().describe("False: the query serves others alone. Default true."),
        }),
      )
      .min(1)
      .describe("What is asked. Each that returns data is an element of the result."),
  })
  .describe("A query to Amazon CloudWatch. The result is a list with `Values` each, the newest first.");

export const cloudWatchAnswer: Answer = {
  is: "a list of results with Values each",
  cannotBe: ["number", "default", "field", "element"],
  value: "result[0].Values[0]",
  guard: "len(result[0].Values) > 0",
};

export const cloudWatchMeasured: Measured = {
  number: "result[0].Values[0]",
  guard: "len(result) > 0 && len(result[0].Values) > 0",
  isAbsent: () => "len(result) == 0 || len(result[0].Values) == 0",
};
