import { fillArguments, type Metric } from "../../config";

type Countable =
  "count" | "failureLimit" | "inconclusiveLimit" | "consecutiveErrorLimit" | "consecutiveSuccessLimit";

/** The least that each may be. */
export const least: Readonly<Record<Countable, number>> = {
  count: 0,
  failureLimit: -1,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 0,
  consecutiveSuccessLimit: 0,
};

/** The metric with its arguments filled in where it says how often it is measured and what is forgiven. */
export function filledMetric(metric: Metric, values: ReadonlyMap<string, string>): Metric {
  const filled = Object.keys(least).flatMap((key): [string, string][] => {
    const value = Object(metric)[key];
    return typeof value === "string" ? [[key, fillArguments(value, values)]] : [];
  });
  return { ...metric, ...Object.fromEntries(filled) };
}
