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
  return typeOf(settings) === "list" ? listOfNumbers : undefined;
}

/** 0 / 0, as in a service without traffic, is no data either. */
export function prometheusMeasured(settings: Prometheus): Measured {
  return measured[typeOf(settings)];
}

const isNumberless = (number: string) => `isNaN(asFloat(${number}))`;

const measured = {
  scalar: { number: "result", isAbsent: isNumberless },
  list: {
    number: "result[0]",
    guard: "len(result) > 0",
    isAbsent: (number) => `len(result) == 0 || ${isNumberless(number)}`,
  },
  /** An argument decides: a form for either. */
  either: {
    number: "asFloat(flatten([result])[0])",
    guard: "len(flatten([result])) > 0",
    isAbsent: (number) => `len(flatten([result])) == 0 || isNaN(${number})`,
  },
} as const satisfies Readonly<Record<string, Measured>>;

/** The controller takes a range's values one by one. */
function typeOf({ query, rangeQuery }: Prometheus): keyof typeof measured {
  if (rangeQuery !== undefined) return "list";
  const type = promqlType(query);
  if (type === "vector" || type === "matrix") return "list";
  return type === "scalar" ? "scalar" : "either";
}
