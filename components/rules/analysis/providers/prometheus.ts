import { type MetricProvider, placeIn, promqlMistake, promqlType } from "../../../config";
import type { Mistake, Rule } from "../../rule";
import type { TemplateScope } from "../../scope";

type Prometheus = NonNullable<MetricProvider["prometheus"]>;

export const prometheusQuery: Rule<TemplateScope> = {
  id: "prometheus-query",
  severity: "error",
  what: "The query of a prometheus metric is no PromQL, whatever its arguments are, or gives what cannot be measured.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream:
    "prometheus.io: Querying basics; argo-rollouts metricproviders/prometheus/prometheus.go: processResponse",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const mistake = provider.prometheus && mistakeIn(provider.prometheus);
      if (mistake) yield { path: ["metrics", index, "provider", "prometheus", "query"], ...mistake };
    }
  },
};

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
