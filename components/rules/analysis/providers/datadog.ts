import { durationSeconds, type MetricProvider } from "../../../config";
import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { isTemplated } from "../placeholder";

type Datadog = NonNullable<MetricProvider["datadog"]>;

export const datadogQuery: Rule<TemplateScope> = {
  id: "datadog-query",
  severity: "error",
  what: "A datadog metric has settings that do not go together.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream: "argo-rollouts metricproviders/datadog/datadog.go: validateIncomingProps",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const { datadog } = provider;
      if (datadog === undefined) continue;
      for (const { at, reason, hint, isWrong } of mistakes) {
        if (!isWrong(datadog)) continue;
        yield { path: ["metrics", index, "provider", "datadog", ...at], reason, hint };
      }
    }
  },
};

const countOf = ({ queries = {} }: Datadog): number => Object.keys(queries).length;
const isV1 = ({ apiVersion = "v1" }: Datadog): boolean => apiVersion === "v1";

const mistakes: readonly {
  readonly at: readonly (keyof Datadog)[];
  readonly reason: string;
  readonly hint: string;
  isWrong(datadog: Datadog): boolean;
}[] = [
  {
    at: [],
    reason: "There is no query.",
    hint: "Set query, or queries with apiVersion: v2.",
    isWrong: (datadog) => datadog.query === undefined && countOf(datadog) === 0,
  },
  {
    at: ["queries"],
    reason: "There is a query too.",
    hint: "Set one of query and queries.",
    isWrong: (datadog) => datadog.query !== undefined && countOf(datadog) > 0,
  },
  {
    at: ["queries"],
    reason: "The first version of the API (apiVersion: v1, the default) knows query alone.",
    hint: "Set apiVersion: v2.",
    isWrong: (datadog) => isV1(datadog) && datadog.query === undefined && countOf(datadog) > 0,
  },
  {
    at: ["formula"],
    reason: "A formula is over queries, and there are none.",
    hint: "Set queries, or leave the formula out.",
    isWrong: (datadog) => datadog.formula !== undefined && countOf(datadog) === 0,
  },
  {
    at: ["queries"],
    reason: "Several queries need a formula that makes one number of them.",
    hint: "Set formula.",
    isWrong: (datadog) => datadog.formula === undefined && countOf(datadog) > 1,
  },
  {
    at: ["aggregator"],
    reason: "The first version of the API (apiVersion: v1, the default) has no aggregator.",
    hint: "Set apiVersion: v2, or leave the aggregator out.",
    isWrong: (datadog) => isV1(datadog) && datadog.aggregator !== undefined,
  },
  {
    at: ["requestTimeout"],
    reason: "The time for a request is zero.",
    hint: "Set one such as 10s, the default.",
    isWrong: ({ requestTimeout = "10s" }) =>
      !isTemplated(requestTimeout) && durationSeconds(requestTimeout) === 0,
  },
  {
    at: ["secretRef"],
    reason: "A Secret of the service's namespace (namespaced: true) needs a name.",
    hint: "Set secretRef.name.",
    isWrong: ({ secretRef }) => secretRef?.namespaced === true && secretRef.name === undefined,
  },
];
