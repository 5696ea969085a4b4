import assert from "node:assert/strict";
import fc from "fast-check";
import { analysisTemplate, type AnalysisTemplateConfig, type DataObject } from "../../../components/config";
import { conditionRules } from "../../../components/rules/analysis/conditions";
import { describeTemplateRules } from "../../support/scoped-rule-cases";

const providers = {
  prometheus: {
    prometheus: { address: "http://prometheus", query: 'sum(rate(http{code="{{args.code}}"}[5m]))' },
  },
  graphite: { graphite: { address: "http://graphite", query: "q" } },
  influxdb: { influxdb: { query: "q" } },
  datadog: { datadog: { query: "q" } },
  newRelic: { newRelic: { query: "q" } },
  cloudWatch: { cloudWatch: { metricDataQueries: [{ id: "rate" }] } },
  wavefront: { wavefront: { address: "wavefront.example", query: "q" } },
  web: { web: { url: "http://pay", jsonPath: "{$.rate}" } },
  scalar: { prometheus: { address: "http://prometheus", query: "scalar(sum(up))" } },
  job: { job: { spec: { template: { spec: { restartPolicy: "Never" } } } } },
} as const satisfies Record<string, DataObject>;

const judged = (by: keyof typeof providers, ...conditions: string[]): DataObject => ({
  metrics: conditions.map((successCondition, index) => ({
    name: `m${index}`,
    successCondition,
    provider: providers[by],
  })),
});
const at = "services.pay.analysisTemplates.check.metrics[0].successCondition";

const fits = (by: keyof typeof providers, wrong: string, gives: string, right: string) => ({
  rule: "condition-result",
  when: `what does not fit ${by}: ${wrong}`,
  refuses: judged(by, wrong),
  with: `${at}: The condition does not fit: as result ${by} gives ${gives}. Write "${right}".`,
  accepts: judged(by, right),
});
const list = "a list of numbers, also when it is one";
const results = "a list of results with Values each";

const empty = (by: keyof typeof providers, risky: string, safe: string) => ({
  rule: "condition-without-data",
  when: `what fails when ${by} has no data: ${risky}`,
  refuses: judged(by, risky),
  with: `${at}: Without data from ${by} this is an error. Write "${safe}".`,
  accepts: judged(by, safe),
});

const unreadable = (wrong: string, reason: string, hint: string, right: string) => ({
  rule: "condition-syntax",
  when: `an unreadable condition: ${wrong}`,
  refuses: judged("web", wrong),
  with: `${at}: ${reason} ${hint}`,
  accepts: judged("web", right),
});

const ofPrometheus = { prometheus: { address: "http://prometheus", query: "up" } };
const ofDatadog = { datadog: { query: "up" } };

describeTemplateRules("rules about conditions", conditionRules, [
  {
    rule: "condition-result",
    when: "a value of limits that is no number of the answer",
    refuses: {
      metrics: [{ name: "up", max: 1, onNoData: "fail", value: "result * 100", provider: ofPrometheus }],
    },
    with: 'services.pay.analysisTemplates.check.metrics[0].value: The condition does not fit: as result prometheus gives a list of numbers, also when it is one. Write "result[0] * 100".',
    accepts: {
      metrics: [{ name: "up", max: 1, onNoData: "fail", value: "result[0] * 100", provider: ofPrometheus }],
    },
  },
  {
    rule: "condition-without-data",
    when: "a value of limits that is none without data",
    refuses: {
      metrics: [{ name: "up", max: 1, onNoData: "pass", value: "result * 100", provider: ofDatadog }],
    },
    with: 'services.pay.analysisTemplates.check.metrics[0].value: Without data from datadog this is an error. Write "default(result, 0.0) * 100".',
    accepts: {
      metrics: [
        { name: "up", max: 1, onNoData: "pass", value: "default(result, 0.0) * 100", provider: ofDatadog },
      ],
    },
  },
  fits("prometheus", "result >= 0.95", list, "len(result) > 0 && result[0] >= 0.95"),
  fits("prometheus", "0.95 <= result", list, "len(result) > 0 && 0.95 <= result[0]"),
  fits("prometheus", "result >= {{args.least}}", list, "len(result) > 0 && result[0] >= {{args.least}}"),
  fits("prometheus", "default(result, 0) < 0.05", list, "len(result) > 0 && result[0] < 0.05"),
  fits("prometheus", "len(result) > 0 && result >= 0.95", list, "len(result) > 0 && result[0] >= 0.95"),
  fits(
    "graphite",
    "isNaN(result) || result > 0.5",
    list,
    "len(result) > 0 && (isNaN(result[0]) || result[0] > 0.5)",
  ),
  fits(
    "influxdb",
    "asFloat(result) > 0.5",
    "a list of values, also when it is one",
    "asFloat(result[0]) > 0.5",
  ),
  fits("graphite", "result.rate > 1", list, "len(result) > 0 && result[0] > 1"),
  fits("graphite", "result[0]?.value > 1", list, "len(result) > 0 && result[0] > 1"),
  fits("datadog", "result[0] < 0.05", "one number", "default(result, 0.0) < 0.05"),
  fits("datadog", "len(result) > 0 && result[0] < 0.05", "one number", "default(result, 0.0) < 0.05"),
  fits("newRelic", "result >= 0.95", "a row with columns", "result.<column> >= 0.95"),
  fits("cloudWatch", "result[0] > 0.5", results, "len(result[0].Values) > 0 && result[0].Values[0] > 0.5"),
  {
    rule: "condition-result",
    when: "nothing where the answer decides what the result is",
    refuses: judged("graphite", "result > 1"),
    with: `${at}: The condition does not fit: as result graphite gives ${list}. Write "len(result) > 0 && result[0] > 1".`,
    accepts: [
      judged("web", "result > 1"),
      judged("wavefront", "result > 1"),
      judged("scalar", "result > 1"),
      judged("graphite", "all(result, # > 1)", "result != nil && result != []", "metric.result > 1"),
      judged("datadog", "(result ?? 0.0) < 1", "1 > default(result, 0.0)"),
      judged("newRelic", "result.rate > 1", "result['rate'] > 1"),
    ],
  },
  empty("prometheus", "result[0] >= 0.95", "len(result) > 0 && result[0] >= 0.95"),
  empty(
    "prometheus",
    "first(result) > 1 or result[1] < 2",
    "len(result) > 0 && (first(result) > 1 or result[1] < 2)",
  ),
  empty("prometheus", "result?.[0] >= 1", "len(result) > 0 && result?.[0] >= 1"),
  empty("datadog", "result <= 0.01", "default(result, 0.0) <= 0.01"),
  empty("cloudWatch", "result[0].Values[0] > 1", "len(result[0].Values) > 0 && result[0].Values[0] > 1"),
  {
    ...empty(
      "graphite",
      "result[0] > 1 && len(result) > 0",
      "len(result) > 0 && result[0] > 1 && len(result) > 0",
    ),
    accepts: judged(
      "graphite",
      "len(result) == 0 || result[0] > 1",
      "all(result, # > 1)",
      "result != nil",
      "{{args.condition}}",
    ),
  },
  unreadable("(result.ok", "A bracket is not closed: ) is missing.", "Add the ).", "(result.ok)"),
  unreadable("result.ok)", "A ) closes nothing.", "Take it out, or open it.", 'result == "("'),
  unreadable(
    "result == 'ok",
    "A text that begins with ' has no end.",
    "Add the closing '.",
    "result == 'it\\'s'",
  ),
  unreadable("result = 1", '"=" is no operator here.', "Write ==.", "let x = result; x == 1"),
  unreadable("result === 1", '"===" is no operator here.', "Write ==.", 'result == "AND"'),
  unreadable("result !== 1", '"!==" is no operator here.', "Write !=.", "result != 1"),
  unreadable("result => 1", '"=>" is no operator here.', "Write >=.", "result >= 1"),
  unreadable(
    "result.a AND result.b",
    '"AND" is no operator here.',
    "Write and.",
    "result.AND and toString(result)",
  ),
  unreadable(
    "result > 0,5",
    "A comma stands outside of a call.",
    "Decimals have a point: 0.95.",
    "max(result, 1) > 0.5",
  ),
  unreadable(" ", "The expression is empty.", "Write one, or leave it out.", "true // (always"),
  {
    rule: "condition-missing",
    refuses: { metrics: [{ name: "up", successCondition: "", provider: providers.prometheus }] },
    with: `services.pay.analysisTemplates.check.metrics[0]: The metric "up" has no condition: whatever is measured is a success. Set min or max, or successCondition or failureCondition.`,
    accepts: {
      metrics: [
        { name: "up", failureCondition: "result[0] < 1", provider: providers.prometheus },
        { name: "web", provider: providers.web },
        { name: "job", provider: providers.job },
        { name: "plugin", provider: { plugin: { "acme/errors": {} } } },
      ],
    },
  },
  {
    rule: "condition-ignored",
    refuses: judged("job", "result == 0"),
    with: `${at}: A Job has no result for a condition. Leave it out: the Job's exit code decides.`,
    accepts: [{ metrics: [{ name: "job", provider: providers.job }] }, judged("web", "result == 0")],
  },
]);

describe("the way out of a condition", () => {
  const value = fc.constantFrom(
    "result",
    "result[0]",
    "asFloat(result)",
    "default(result, 0)",
    "abs(result)",
  );
  const comparison = fc
    .tuple(value, fc.constantFrom("<", ">=", "==", "!="), fc.integer({ min: 0, max: 9 }))
    .map((parts) => parts.join(" "));
  const condition = fc
    .tuple(
      comparison,
      fc.array(fc.tuple(fc.constantFrom("&&", "||", "and", "or"), comparison), { maxLength: 2 }),
    )
    .map(([first, rest]) => [first, ...rest.flat()].join(" "));
  const by = fc.constantFrom("prometheus", "graphite", "influxdb", "datadog", "cloudWatch");
  const template = (provider: keyof typeof providers, text: string) =>
    analysisTemplate.parse(judged(provider, text));

  it("has no mistake of its own, whatever is compared and wherever the result comes from", () => {
    fc.assert(
      fc.property(condition, by, (wrong, provider) => {
        const found = linesFor(template(provider, wrong));
        const right = /Write "(.*)"\.$/.exec(found[0] ?? "")?.[1] ?? wrong;
        assert.deepEqual(linesFor(template(provider, right)), []);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  function linesFor(template: AnalysisTemplateConfig): string[] {
    const scope = { name: "check", template, isClusterWide: false, templates: {}, around: {} };
    return conditionRules.flatMap((rule) => [...rule.check(scope)].map(({ hint }) => hint));
  }
});
