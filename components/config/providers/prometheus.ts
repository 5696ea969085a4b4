import { z } from "zod";
import { promqlType } from "../promql";
import { interval, seconds } from "../scalars";
import { type Answer, listOfNumbers, type Measured } from "./answer";
import { authentication, headers, insecure, text } from "./shared";

/** Upstream: `PrometheusMetric`. */
export const prometheus = z
  .strictObject({
    address: text.optional().describe("URL. Default: ARGO_ROLLOUTS_PROMETHEUS_ADDRESS of the controller."),
    query: text.describe("PromQL. The result is a list of numbers, even when it is one."),
    timeout: seconds.optional().describe("Seconds. Default 30."),
    insecure,
    headers: headers.optional(),
    rangeQuery: z
      .strictObject({
        start: text.describe('An expression, such as `now() - duration("5m")`.'),
        end: text.describe("An expression, such as `now()`."),
        step: interval.describe("Time between two numbers."),
      })
      .optional()
      .describe("Asks for a span of time. The result is the list of all its numbers."),
    authentication: authentication.optional(),
  })
  .describe("A query to Prometheus, or to what speaks its API.");
type Prometheus = z.output<typeof prometheus>;

export function prometheusAnswer(settings: Prometheus): Answer | undefined {
  return isList(settings) ? listOfNumbers : undefined;
}

/** 0 / 0, as in a service without traffic, is no data either. */
export function prometheusMeasured(settings: Prometheus): Measured {
  if (!isList(settings)) return { number: "result", isAbsent: (number) => `isNaN(${number})` };
  return {
    number: "result[0]",
    guard: "len(result) > 0",
    isAbsent: (number) => `len(result) == 0 || isNaN(${number})`,
  };
}

/** Of an instant query too, since the controller takes a range's values one by one. */
function isList({ query, rangeQuery }: Prometheus): boolean {
  return rangeQuery !== undefined || ["vector", "matrix"].includes(promqlType(query));
}
