import { queried } from "./arguments";
import { type ArgumentSpecs, defineClusterTemplate } from "./define";
import type { Dialect } from "./dialects";
import { matches, queryMetric, series } from "./query";

const failures = {
  "failure-codes": {
    type: "text",
    description: "Status codes that count as failed, a regular expression.",
    default: "5..",
  },
} as const;

const successLimit = {
  "min-success-rate": {
    type: "number",
    description: "Least share of requests that succeed.",
    default: "0.95",
  },
} as const;

const burnLimits = {
  objective: {
    type: "number",
    description: "Share of requests that have to succeed in the long run.",
    default: "0.999",
  },
  "max-burn-rate": {
    type: "number",
    description: "How many times faster than planned the error budget may be used up.",
    default: "14.4",
  },
} as const;

/** What can be measured of requests, whoever counts them. */
export function requestTemplates<Specs extends ArgumentSpecs>(dialect: Dialect<Specs>) {
  return {
    "success-rate": successRate(dialect),
    "latency-p50": latency(dialect, 50, "max-latency-p50", { "max-latency-p50": longest("0.25") }),
    "latency-p95": latency(dialect, 95, "max-latency-p95", { "max-latency-p95": longest("0.5") }),
    "latency-p99": latency(dialect, 99, "max-latency-p99", { "max-latency-p99": longest("1") }),
    "error-budget-burn": errorBudgetBurn(dialect),
  };
}

function successRate<Specs extends ArgumentSpecs>(dialect: Dialect<Specs>) {
  const name = `${dialect.prefix}success-rate`;
  const args = { ...dialect.args, ...failures, ...successLimit, ...queried };
  return defineClusterTemplate(name, "The share of requests that succeed.", args, (arg) => [
    queryMetric(name, `1 - ${failedShare(dialect, arg)}`, { min: arg("min-success-rate") }, arg),
  ]);
}

function errorBudgetBurn<Specs extends ArgumentSpecs>(dialect: Dialect<Specs>) {
  const name = `${dialect.prefix}error-budget-burn`;
  const args = { ...dialect.args, ...failures, ...burnLimits, ...queried };
  const what = "How fast the error budget is used up: 1 is just as planned.";
  return defineClusterTemplate(name, what, args, (arg) => [
    queryMetric(
      name,
      `${failedShare(dialect, arg)} / (vector(1 - ${arg("objective")}) > 0)`,
      { max: arg("max-burn-rate") },
      arg,
    ),
  ]);
}

function longest<Default extends string>(value: Default) {
  return { type: "number", description: "Longest time, in seconds.", default: value } as const;
}

function latency<Specs extends ArgumentSpecs, Limit extends ArgumentSpecs>(
  dialect: Dialect<Specs>,
  percent: number,
  limit: keyof Limit & string,
  limits: Limit,
) {
  const name = `${dialect.prefix}latency-p${percent}`;
  const args = { ...dialect.args, ...limits, ...queried };
  const what = `The time within which ${percent} % of the requests are answered, in seconds.`;
  return defineClusterTemplate(name, what, args, (arg) => {
    const { metric, unit } = dialect.duration;
    const rates = dialect
      .matchers(arg)
      .map((matching) => `sum by (le) (rate(${series(`${metric}_bucket`, matching)}[${arg("window")}]))`);
    const quantile = `histogram_quantile(${percent / 100}, ${rates.join(" or ")})`;
    return [queryMetric(name, unit === "ms" ? `${quantile} / 1000` : quantile, { max: arg(limit) }, arg)];
  });
}

/** Without any failed request there is no series of them, and without any request at all there is no share. */
function failedShare<Specs extends ArgumentSpecs>(
  { requests, status, matchers }: Dialect<Specs>,
  arg: (name: (keyof Specs & string) | "window" | "failure-codes") => string,
): string {
  const rate = (...more: readonly string[]) =>
    matchers(arg)
      .map((matching) => `sum(rate(${series(requests, [...matching, ...more])}[${arg("window")}]))`)
      .join(" or ");
  const failed = rate(matches(status, arg("failure-codes")));
  return `(${failed} or vector(0)) / ((${rate()}) > 0)`;
}
