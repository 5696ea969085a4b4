import { z } from "zod";
import { interval, name } from "../scalars";
import type { Answer, Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `DatadogMetric`. */
export const datadog = z
  .strictObject({
    apiVersion: z.enum(["v1", "v2"]).optional().describe("Version of Datadog's API. Default v1."),
    interval: interval.optional().describe("Window of the query. Default 5m."),
    query: text.optional().describe("The query. Exactly one of `query` and `queries`."),
    queries: z.record(z.string(), text).optional().describe("v2: named queries for `formula`."),
    formula: text.optional().describe("v2: how the queries become one number."),
    aggregator: z
      .enum(["avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area"])
      .optional()
      .describe("v2: how a series becomes one number. Default last."),
    requestTimeout: interval.optional().describe("Longest time for a request. Default 10s."),
    secretRef: z
      .strictObject({
        name: name.optional().describe("Its name. Default `datadog`."),
        namespaced: z
          .boolean()
          .optional()
          .describe("True: in the namespace of the service. Default false: in the controller's."),
      })
      .optional()
      .describe("Secret with the keys `address`, `api-key` and `app-key`."),
  })
  .describe("A query to Datadog. The result is one number, or nil without data.");

export const datadogAnswer: Answer = {
  is: "one number",
  cannotBe: ["element", "part", "field", "length"],
  value: "result",
  missing: "default(result, 0.0)",
};

/** `default` also where there is a number: without data the bare `result` does not even compile. */
export const datadogMeasured: Measured = {
  number: "default(result, 0.0)",
  guard: "!isNil(result)",
  isAbsent: () => "isNil(result)",
};
