import type { DataObject } from "../../../components/config";
import { canary, type Specs, successRate } from "../support/specs";

const prometheus = { prometheus: { address: "http://prometheus.example:9090", query: "up" } };
const condition = { successCondition: "len(result) > 0 && result[0] > 0" };
const metric = (values: DataObject = {}): DataObject => ({
  name: "up",
  provider: prometheus,
  ...condition,
  ...values,
});
const used = (analysis: DataObject, analysisTemplates: DataObject) =>
  canary(
    { steps: [{ setWeight: 10 }, { analysis: { templates: [{ templateName: "check" }], ...analysis } }] },
    { analysisTemplates },
  );
const check = (...metrics: DataObject[]) => used({}, { check: { metrics } });
const withProvider = (provider: DataObject, values: DataObject = {}) =>
  check({ name: "up", provider, ...values });

const kayentaScope = { scope: "pay", region: "eu", step: 60 };

/** Mistakes in AnalysisTemplates, at which lint does not look, and in their use. */
export const templates: Specs = {
  "a metric without an end": check(metric({ interval: "1m" })),
  "one metric in two templates": used(
    { templates: [{ templateName: "a" }, { templateName: "b" }] },
    { a: { metrics: [metric()] }, b: { metrics: [metric()] } },
  ),
  "an argument without a value": used({}, { check: successRate }),
  "two defaults of one argument": used(
    { templates: [{ templateName: "a" }, { templateName: "b" }] },
    {
      a: { args: [{ name: "service", value: "pay" }], metrics: [metric()] },
      b: { args: [{ name: "service", value: "shop" }], metrics: [metric({ name: "other" })] },
    },
  ),
  "two dry runs of one metric": used(
    { dryRun: [{ metricName: "up" }, { metricName: "up" }] },
    { check: { metrics: [metric()] } },
  ),
  "a dry run of no metric": used({ dryRun: [{ metricName: "down" }] }, { check: { metrics: [metric()] } }),
  "a template that measures nothing": check(),
  "a template of itself": used({}, { check: { templates: [{ templateName: "check" }] } }),
  "two metrics with one name": check(metric(), metric()),
  "several measurements at once": check(metric({ count: 3 })),
  "limits above the count": check(metric({ count: 2, interval: "1m", failureLimit: 3 })),
  "an argument that is not declared": check(metric({ count: "{{args.count}}", interval: "1m" })),
  "two providers": withProvider({ ...prometheus, plugin: { "example/metrics": {} } }, condition),
  "an address that is none": withProvider({ prometheus: { address: "prometheus", query: "up" } }, condition),
  "a query that is none": withProvider(
    { prometheus: { ...prometheus.prometheus, query: "sum(rate(errors[5m])" } },
    condition,
  ),
  "a range without a begin": withProvider(
    { prometheus: { ...prometheus.prometheus, rangeQuery: { start: "5m", end: "now()", step: "1m" } } },
    condition,
  ),
  "scopes of kayenta with one begin": withProvider({
    kayenta: {
      address: "http://kayenta.example",
      application: "pay",
      canaryConfigName: "pay",
      metricsAccountName: "metrics",
      configurationAccountName: "config",
      storageAccountName: "storage",
      threshold: { pass: 90, marginal: 75 },
      scopes: [
        {
          name: "pay",
          controlScope: { ...kayentaScope, start: "2030-01-01T00:00:00Z" },
          experimentScope: kayentaScope,
        },
      ],
    },
  }),
  "a list taken for a number": check(metric({ successCondition: "result >= 0.95" })),
  "a condition with an open bracket": check(metric({ successCondition: "len(result > 0" })),
  "two forms of a query": withProvider(
    { datadog: { apiVersion: "v2", query: "avg:up{*}", queries: { a: "avg:up{*}" } } },
    { successCondition: "result > 0" },
  ),
  "a body in a GET": withProvider(
    { web: { url: "http://pay.example", body: "{}" } },
    { successCondition: "result.ok" },
  ),
  "a path without braces": withProvider(
    { web: { url: "http://pay.example", jsonPath: "$.ok" } },
    { successCondition: "result" },
  ),
  "a job that restarts for ever": withProvider({
    job: {
      spec: { template: { spec: { restartPolicy: "Always", containers: [{ name: "a", image: "a" }] } } },
    },
  }),
  "a token without a client": withProvider(
    {
      prometheus: {
        ...prometheus.prometheus,
        authentication: { oauth2: { tokenUrl: "http://tokens.example" } },
      },
    },
    condition,
  ),
  "no address of graphite": withProvider(
    { graphite: { query: "up" } },
    { successCondition: "result[0] > 0" },
  ),
};
