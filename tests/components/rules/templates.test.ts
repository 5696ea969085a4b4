import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { templateRules } from "../../../components/rules/analysis";
import { conditionRules } from "../../../components/rules/analysis/conditions";
import { providerRules } from "../../../components/rules/analysis/providers";
import { findingsOf } from "../../support/rule-cases";
import {
  describeTemplateRules,
  environmentFindingsOf,
  withLive,
  withPlugins,
} from "../../support/scoped-rule-cases";

const prometheus = { prometheus: { address: "http://prometheus.example", query: "up" } };
const metric = (values: DataObject): DataObject => ({ name: "up", provider: prometheus, ...values });
const template = (values: DataObject, ...others: DataObject[]): DataObject => ({
  metrics: [metric(values), ...others],
});
const own = templateRules.filter((rule) => ![...conditionRules, ...providerRules].includes(rule));
const at = "services.pay.analysisTemplates.check";

describeTemplateRules("rules about AnalysisTemplates", own, [
  {
    rule: "empty-template",
    refuses: { args: [{ name: "service" }] },
    with: `${at}: The template measures nothing. Add metrics, or templates.`,
    accepts: { templates: [{ templateName: "other" }] },
  },
  {
    rule: "metric-names-unique",
    refuses: template({}, metric({})),
    with: `${at}.metrics[1].name: "up" is the name of metrics[0] too. Rename one of the two.`,
    accepts: template({}, metric({ name: "up-again" })),
  },
  {
    rule: "one-provider",
    when: "two providers",
    refuses: template({ provider: { ...prometheus, plugin: { "acme/errors": {} } } }),
    with: `${at}.metrics[0].provider: There are 2 providers: prometheus, plugin acme/errors. Name exactly one: a metric for each.`,
    accepts: template({ provider: { plugin: { "acme/errors": {} } } }),
  },
  {
    rule: "one-provider",
    when: "two plugins",
    refuses: template({ provider: { plugin: { "acme/errors": {}, "acme/latency": {} } } }),
    with: `${at}.metrics[0].provider: There are 2 providers: plugin acme/errors, plugin acme/latency. Name exactly one: a metric for each.`,
    accepts: template({ provider: { plugin: { "acme/errors": {} } } }),
  },
  {
    rule: "one-provider",
    when: "no provider",
    refuses: template({ provider: { plugin: {} } }),
    with: `${at}.metrics[0].provider: There is no provider. Name exactly one: a metric for each.`,
    accepts: template({}),
  },
  {
    rule: "metric-interval",
    refuses: template({ count: "3" }),
    with: `${at}.metrics[0].count: 3 measurements need an interval. Set interval: the time between two of them.`,
    accepts: template({ count: 1 }, metric({ name: "b", count: "{{args.n}}" })),
  },
  {
    rule: "metric-limits",
    when: "both ends turned off",
    refuses: template({ failureLimit: -1 }),
    with: `${at}.metrics[0].failureLimit: -1 forgives every failure, and no consecutiveSuccessLimit says what is a success. Set failureLimit to 0 or more, or consecutiveSuccessLimit to 1 or more.`,
    accepts: template({ failureLimit: -1, consecutiveSuccessLimit: 2 }),
  },
  {
    rule: "metric-limits",
    when: "limits that the count cannot reach",
    refuses: template({ count: 5, failureLimit: 3, consecutiveSuccessLimit: 3, inconclusiveLimit: 6 }),
    with: [
      `${at}.metrics[0].count: 5 is below failureLimit (3) and consecutiveSuccessLimit (3) together. Raise count, or lower the limits.`,
      `${at}.metrics[0].count: 5 is below inconclusiveLimit (6). Raise count, or lower inconclusiveLimit.`,
    ],
    accepts: template(
      { count: 5, failureLimit: 2, consecutiveSuccessLimit: 3, inconclusiveLimit: 5 },
      metric({ name: "no-count", failureLimit: 9 }),
      metric({ name: "argument", count: 2, failureLimit: "{{args.n}}" }),
      metric({ name: "forgiving", count: 2, failureLimit: -1, consecutiveSuccessLimit: 2 }),
    ),
  },
  {
    rule: "metric-limits",
    when: "successes that the count cannot reach, with all failures forgiven",
    refuses: template({ count: 2, failureLimit: -1, consecutiveSuccessLimit: 3 }),
    with: `${at}.metrics[0].count: 2 is below consecutiveSuccessLimit (3). Raise count, or lower consecutiveSuccessLimit.`,
    accepts: template({ count: 3, failureLimit: -1, consecutiveSuccessLimit: 3 }),
  },
  {
    rule: "undeclared-argument",
    when: "a misspelt argument",
    refuses: {
      args: [{ name: "service" }],
      ...template({ provider: { prometheus: { query: 'up{app="{{args.servce}}"}' } } }),
    },
    with: `${at}.metrics[0]: {{args.servce}} is no argument of this template. Did you mean "args.service"?`,
    accepts: {
      args: [{ name: "service" }],
      ...template({ provider: { prometheus: { query: 'up{app="{{ args.service }}"}' } } }),
    },
  },
  {
    rule: "undeclared-argument",
    when: "a placeholder of another language",
    refuses: template({ provider: { web: { url: "http://pay/{{ .Values.path }}" } } }),
    with: `${at}.metrics[0]: {{.Values.path}} is no argument of this template. Placeholders are {{args.<name>}}, and the name stands in the template's args.`,
    accepts: template({
      provider: { web: { url: "http://pay", method: "PUT", jsonBody: { x: null }, jsonPath: "{$.ok}" } },
    }),
  },
  {
    rule: "template-cycle",
    refuses: { templates: [{ templateName: "check" }] },
    with: `${at}.templates[0].templateName: The templates go round in a circle: check -> check. Take one of them out of the circle.`,
    accepts: { templates: [{ templateName: "check", clusterScope: true }] },
  },
  {
    rule: "argument-default-type",
    refuses: { args: [{ name: "most", type: "number", value: "1,5" }], ...template({}) },
    with: `${at}.args[0].value: "1,5" is not a number. It has to be of the type number.`,
    accepts: {
      args: [
        { name: "most", type: "number", value: "1.5" },
        { name: "x", value: "1,5" },
      ],
      ...template({}),
    },
  },
  {
    rule: "metric-thresholds",
    when: "a limit beside a condition",
    refuses: template({ min: 1, onNoData: "fail", failureCondition: "result[0] < 1" }),
    with: `${at}.metrics[0].failureCondition: There is min too, of which a condition is made. Say it once: with min and max, or as a condition.`,
    accepts: template({ min: 1, onNoData: "fail" }),
  },
  {
    rule: "metric-thresholds",
    when: "a limit for a provider that decides by itself",
    refuses: template({
      max: 1,
      provider: { job: { spec: { template: { spec: { restartPolicy: "Never" } } } } },
    }),
    with: `${at}.metrics[0].max: job gives no number: it decides by itself. Leave min and max out.`,
    accepts: template({ max: 1, provider: { web: { url: "http://pay/rate" } } }),
  },
  {
    rule: "metric-thresholds",
    when: "a limit for one of several values",
    refuses: template({ max: 1, provider: { newRelic: { query: "SELECT count(*) FROM Error" } } }),
    with: `${at}.metrics[0].max: newRelic gives several values, and nothing says which is meant. Set value: an expression such as result.<name>.`,
    accepts: template({
      max: 1,
      value: "result.count",
      provider: { newRelic: { query: "SELECT count(*) FROM Error" } },
    }),
  },
  {
    rule: "metric-thresholds",
    when: "limits without a value between them",
    refuses: template({ min: 2, max: 1, onNoData: "pass" }),
    with: `${at}.metrics[0].min: 2 is above max, 1: no value is between them. Exchange them, or leave one out.`,
    accepts: [
      template({ min: 1, max: 1, onNoData: "pass" }),
      { args: [{ name: "max", value: "0" }], ...template({ min: 2, max: "{{args.max}}", onNoData: "pass" }) },
    ],
  },
  {
    rule: "metric-thresholds",
    when: "an answer without data of which nothing is said",
    refuses: template({ max: 1 }),
    with: `${at}.metrics[0].max: prometheus may have no data, and nothing says what that means. Set onNoData: fail, pass or inconclusive.`,
    accepts: template({ max: 1, onNoData: "inconclusive" }),
  },
  {
    rule: "metric-thresholds",
    when: "an answer without data that the provider makes an error of",
    refuses: template({ max: 1, onNoData: "pass", provider: { influxdb: { query: "from()" } } }),
    with: `${at}.metrics[0].onNoData: Without data influxdb makes an error of the measurement, and no condition is asked. Leave it out: consecutiveErrorLimit says how many errors are forgiven.`,
    accepts: template({ max: 1, provider: { influxdb: { query: "from()" } } }),
  },
  {
    rule: "metric-thresholds",
    when: "what belongs to limits, without any",
    refuses: template({ successCondition: "result[0] > 1", value: "result[1]", onNoData: "pass" }),
    with: [
      `${at}.metrics[0].value: It belongs to min and max, and there is neither. Set one of them, or write it into the condition.`,
      `${at}.metrics[0].onNoData: It belongs to min and max, and there is neither. Set one of them, or write it into the condition.`,
    ],
    accepts: template({ max: 1, value: "result[1]", onNoData: "pass" }),
  },
  {
    rule: "unregistered-metric-plugin",
    refuses: template({ provider: { plugin: { "acme/errors": {} } } }),
    with: `${at}.metrics[0].provider.plugin["acme/errors"]: The controller has no plugin "acme/errors". Did you mean "acme/error"? Or add it to controller.plugins.metricProviders.`,
    accepts: template({ provider: { plugin: { "acme/error": {} } } }),
    around: withPlugins({
      metricProviders: [{ name: "acme/error", location: "https://plugins.example/error" }],
    }),
  },
]);

describe("a circle of templates", () => {
  it("is reported once, at the first of its templates", () => {
    const analysisTemplates = {
      b: { templates: [{ templateName: "c" }] },
      c: { templates: [{ templateName: "shared" }, { templateName: "a" }] },
      a: { templates: [{ templateName: "shared" }, { templateName: "b" }] },
      shared: template({}),
    };
    const line = `analysisTemplates.a.templates[1].templateName: The templates go round in a circle: a -> b -> c -> a. Take one of them out of the circle.`;
    assert.deepEqual(findingsOf("template-cycle", { analysisTemplates }), [`services.pay.${line}`]);
    assert.deepEqual(environmentFindingsOf("template-cycle", { analysisTemplates }), [line]);
  });

  it("is not one for a template that only leads to it", () => {
    const analysisTemplates = {
      a: { templates: [{ templateName: "b" }] },
      b: { templates: [{ templateName: "c" }] },
      c: { templates: [{ templateName: "b" }] },
    };
    const lines = findingsOf("template-cycle", { analysisTemplates });
    assert.equal(lines.length, 1);
    assert.match(lines.join(), /analysisTemplates\.b\.templates.*b -> c -> b/);
  });

  it("is found when it leads through a template that is in the cluster", () => {
    const live = new Map([["live", { templates: [{ templateName: "own" }] }]]);
    const around = withLive({ clusterAnalysisTemplates: live });
    const analysisTemplates = { own: { templates: [{ templateName: "live" }] } };
    assert.match(findingsOf("template-cycle", { analysisTemplates }, around).join(), /own -> live -> own/);
  });
});
