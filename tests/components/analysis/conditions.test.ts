import assert from "node:assert/strict";
import { withConditions } from "../../../components/analysis/conditions";
import { analysisTemplate, answerOf, type DataObject, type MetricProvider } from "../../../components/config";
import { isMisused } from "../../../components/rules/analysis/conditions/correction";
import { syntaxMistake } from "../../../components/rules/analysis/conditions/expression";

/** A provider as short as its schema allows. */
const providers = {
  prometheus: { prometheus: { query: "sum(rate(errors[5m]))" } },
  scalar: { prometheus: { query: "scalar(sum(errors))" } },
  argued: { prometheus: { query: "{{args.query}}" } },
  datadog: { datadog: { query: "avg:errors{*}" } },
  graphite: { graphite: { address: "http://graphite", query: "errors" } },
  influxdb: { influxdb: { query: 'from(bucket: "app")' } },
  wavefront: { wavefront: { address: "wavefront.example", query: "ts(errors)" } },
  newRelic: { newRelic: { query: "SELECT average(duration) AS rate FROM Transaction" } },
  skywalking: { skywalking: { address: "http://skywalking", query: "query {}", interval: "5m" } },
  cloudWatch: { cloudWatch: { metricDataQueries: [{ id: "errors", expression: "SUM(m1)" }] } },
  web: { web: { url: "http://pay/rate", jsonPath: "{$.rate}" } },
} satisfies Readonly<Record<string, MetricProvider>>;
type Provider = keyof typeof providers;

function conditions(provider: Provider, values: DataObject): (string | undefined)[] {
  const { metrics = [] } = analysisTemplate.parse({
    metrics: [{ name: "rate", provider: providers[provider], ...values }],
  });
  const [metric] = metrics.map(withConditions);
  assert.ok(metric);
  return [metric.successCondition, metric.failureCondition];
}

/** Without data: fail, pass, inconclusive. Where the provider has no such answer: one form. */
const forms: readonly (readonly [Provider, DataObject, ...(readonly (readonly (string | undefined)[])[])])[] =
  [
    [
      "prometheus",
      { min: 0.95 },
      ["len(result) > 0 && result[0] >= 0.95", undefined],
      ["len(result) == 0 || isNaN(asFloat(result[0])) || result[0] >= 0.95", undefined],
      ["len(result) > 0 && result[0] >= 0.95", "len(result) > 0 && result[0] < 0.95"],
    ],
    [
      "scalar",
      { max: 3 },
      ["result <= 3", undefined],
      ["isNaN(asFloat(result)) || result <= 3", undefined],
      ["result <= 3", "result > 3"],
    ],
    [
      "datadog",
      { max: 3 },
      ["!isNil(result) && default(result, 0.0) <= 3", undefined],
      ["isNil(result) || default(result, 0.0) <= 3", undefined],
      ["!isNil(result) && default(result, 0.0) <= 3", "!isNil(result) && default(result, 0.0) > 3"],
    ],
    [
      "graphite",
      { min: 1, max: 3 },
      ["len(result) > 0 && result[0] >= 1 && result[0] <= 3", undefined],
      ["len(result) == 0 || result[0] >= 1 && result[0] <= 3", undefined],
      [
        "len(result) > 0 && result[0] >= 1 && result[0] <= 3",
        "len(result) > 0 && (result[0] < 1 || result[0] > 3)",
      ],
    ],
    [
      "cloudWatch",
      { max: 3 },
      ["len(result) > 0 && len(result[0].Values) > 0 && result[0].Values[0] <= 3", undefined],
      ["len(result) == 0 || len(result[0].Values) == 0 || result[0].Values[0] <= 3", undefined],
      [
        "len(result) > 0 && len(result[0].Values) > 0 && result[0].Values[0] <= 3",
        "len(result) > 0 && len(result[0].Values) > 0 && result[0].Values[0] > 3",
      ],
    ],
    ["influxdb", { max: 3 }, ["asFloat(result[0]) <= 3", undefined]],
    ["wavefront", { max: 3 }, ["result <= 3", undefined]],
    ["newRelic", { max: 3, value: "result.rate" }, ["result.rate <= 3", undefined]],
    ["skywalking", { min: -1.5, value: "result.value" }, ["result.value >= -1.5", undefined]],
    ["web", { min: 0.95 }, ["asFloat(result) >= 0.95", undefined]],
  ];
const answers = ["fail", "pass", "inconclusive"];

describe("the conditions of a metric with min and max", () => {
  for (const [provider, values, ...expected] of forms) {
    for (const [index, form] of expected.entries()) {
      const onNoData = expected.length > 1 ? answers[index] : undefined;
      it(`are safe for what ${provider} gives (${onNoData ?? "without data it is an error"})`, () => {
        assert.deepEqual(conditions(provider, { ...values, ...(onNoData && { onNoData }) }), form);
      });
    }
  }

  it("fit what the rules know of each provider", () => {
    for (const [provider, values, ...expected] of forms) {
      const answer = answerOf(providers[provider]);
      for (const condition of expected.flat()) {
        if (condition === undefined) continue;
        assert.equal(syntaxMistake(condition), undefined, condition);
        assert.ok(
          answer === undefined || !isMisused(condition, answer),
          `${provider}: ${condition} ${JSON.stringify(values)}`,
        );
      }
    }
  });

  it("leave the answer without data to an argument, when one is named", () => {
    assert.deepEqual(conditions("prometheus", { min: "{{args.min}}", onNoData: "{{args.none}}" }), [
      '(len(result) == 0 || isNaN(asFloat(result[0]))) ? "{{args.none}}" == "pass" : (result[0] >= {{args.min}})',
      '(len(result) == 0 || isNaN(asFloat(result[0]))) ? "{{args.none}}" == "fail" : (result[0] < {{args.min}})',
    ]);
  });

  it("take another number of the answer, in brackets when it is computed", () => {
    const computed = conditions("prometheus", { max: 1, value: "result[0] - result[1]", onNoData: "fail" });
    assert.deepEqual(computed, ["len(result) > 0 && (result[0] - result[1]) <= 1", undefined]);
  });

  it("are those that the values say, where there is no limit", () => {
    const said = { successCondition: "result[0] > 1", failureCondition: "result[0] < 0" };
    assert.deepEqual(conditions("prometheus", said), ["result[0] > 1", "result[0] < 0"]);
  });
});
