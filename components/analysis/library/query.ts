import type { Metric } from "../../config";

/** A time series selector: `up{job="pay",pod=~"a.*"}`. */
export function series(metric: string, matchers: readonly string[]): string {
  return `${metric}{${matchers.join(",")}}`;
}

/** A matcher with a regular expression, which may hold backslashes: between backticks they are just that. */
export function matches(label: string, pattern: string): string {
  return `${label}=~\`${pattern}\``;
}

type Queried =
  | "interval"
  | "count"
  | "initial-delay"
  | "failure-limit"
  | "inconclusive-limit"
  | "on-no-data"
  | "prometheus";

/** A metric that asks Prometheus for one number. */
export function queryMetric(
  name: string,
  query: string,
  limit: Pick<Metric, "min"> | Pick<Metric, "max">,
  arg: (name: Queried) => string,
): Metric {
  return {
    name,
    interval: arg("interval"),
    count: arg("count"),
    initialDelay: arg("initial-delay"),
    failureLimit: arg("failure-limit"),
    inconclusiveLimit: arg("inconclusive-limit"),
    ...limit,
    onNoData: arg("on-no-data"),
    provider: { prometheus: { address: arg("prometheus"), query } },
  };
}
