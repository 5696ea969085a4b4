import { type MetricProvider, placeIn, promqlMistake, promqlType } from "../../../config";
import type { Mistake, Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { syntaxMistake, tokensOf } from "../conditions/expression";
import { isTemplated } from "../placeholder";

type Prometheus = NonNullable<MetricProvider["prometheus"]>;

const why = "Every measurement is an error, and after five of them the update is aborted.";

export const prometheusQuery: Rule<TemplateScope> = {
  id: "prometheus-query",
  severity: "error",
  what: "The query of a prometheus metric is no PromQL, whatever its arguments are, or gives what cannot be measured.",
  why,
  upstream:
    "prometheus.io: Querying basics; argo-rollouts metricproviders/prometheus/prometheus.go: processResponse",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const mistake = provider.prometheus && mistakeIn(provider.prometheus);
      if (mistake) yield { path: ["metrics", index, "provider", "prometheus", "query"], ...mistake };
    }
  },
};

export const rangeQueryTimes: Rule<TemplateScope> = {
  id: "range-query-times",
  severity: "error",
  what: "The start or the end of a range query is no expression that gives a time.",
  why,
  upstream: "argo-rollouts utils/evaluate/evaluate.go: EvalTime",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      for (const key of ["start", "end"] as const) {
        const expression = provider.prometheus?.rangeQuery?.[key];
        const mistake = expression === undefined ? undefined : timeMistake(expression);
        if (mistake)
          yield { path: ["metrics", index, "provider", "prometheus", "rangeQuery", key], ...mistake };
      }
    }
  },
};

export const ignoredSignature: Rule<TemplateScope> = {
  id: "ignored-signature",
  severity: "warning",
  what: "A prometheus metric has settings for a signature by AWS that the controller does not use.",
  why: "Without an address of Amazon Managed Prometheus nothing is signed, and the server answers with an error.",
  upstream: "argo-rollouts metricproviders/prometheus/prometheus.go: NewPrometheusAPI",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const { address = "", authentication } = provider.prometheus ?? {};
      // An address that is left out is the controller's own affair.
      const isKnown = address !== "" && !isTemplated(address);
      if (authentication?.sigv4 === undefined || !isKnown || address.includes("aps-workspaces")) continue;
      yield {
        path: ["metrics", index, "provider", "prometheus", "authentication", "sigv4"],
        reason: `Requests to ${address} are not signed: the controller does that for addresses with aps-workspaces alone.`,
        hint: "Take it out, or correct the address.",
      };
    }
  },
};

/** `5m` outside of a text. */
const plainDuration = /^\d+(\.\d+)?(ms|s|m|h)$/;

function timeMistake(expression: string): Omit<Mistake, "path"> | undefined {
  const mistake = syntaxMistake(expression);
  if (mistake !== undefined) return mistake;
  const tokens = tokensOf(expression);
  const duration = tokens.find(({ text }) => plainDuration.test(text))?.text;
  if (duration !== undefined) {
    return { reason: `${duration} is no value of an expression.`, hint: `Write duration("${duration}").` };
  }
  const givesTime = tokens.some(
    ({ text }, index) => ["now", "date"].includes(text) && tokens[index + 1]?.text === "(",
  );
  if (givesTime || isTemplated(expression)) return undefined;
  return { reason: `"${expression}" gives no time.`, hint: 'Write one from now(): now() - duration("5m").' };
}

function mistakeIn({ query, rangeQuery }: Prometheus): Omit<Mistake, "path"> | undefined {
  const mistake = promqlMistake(query);
  if (mistake !== undefined) {
    const { at, reason, hint } = mistake;
    return { reason: `${placeIn(query, at)}: ${reason}`, hint };
  }
  const type = promqlType(query);
  if (type === "string")
    return { reason: "The query gives a text.", hint: "Write one that gives numbers, such as sum(...)." };
  return type === "matrix" && rangeQuery !== undefined
    ? {
        reason: "The query is a range already, and rangeQuery makes one of it.",
        hint: "Leave the range in square brackets out, or rangeQuery.",
      }
    : undefined;
}
