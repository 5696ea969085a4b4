import assert from "node:assert/strict";
import { analysisTemplate, type DataObject, formatFinding, parse } from "../../../components/config";

const provider = { prometheus: { address: "http://prometheus", query: "up" } };
const metric = (values: DataObject): DataObject => ({ metrics: [{ name: "up", provider, ...values }] });
const measuredBy = (own: DataObject): DataObject => metric({ provider: own });
const arg = (values: DataObject): DataObject => ({ args: [{ name: "token", ...values }] });
const secretKeyRef = { name: "keys", key: "token" };
const kayentaScope = { scope: "pay", region: "eu", step: 60 };
const kayenta = {
  address: "http://kayenta",
  application: "pay",
  canaryConfigName: "pay",
  metricsAccountName: "m",
  configurationAccountName: "c",
  storageAccountName: "s",
  threshold: { pass: 90, marginal: 75 },
  scopes: [{ name: "a", controlScope: kayentaScope, experimentScope: kayentaScope }],
};

interface Case {
  readonly refuses: DataObject;
  /** The whole line. */
  readonly with: string;
  readonly accepts: DataObject;
}

const limit = (least: number) => `expected at least ${String(least)}`;
const duration = 'expected seconds (300) or a duration with a unit ("30s", "5m", "1h30m")';

/** What the controller, its providers and the CRD would refuse of a template by itself. */
const cases: Readonly<Record<string, Case>> = {
  "a count below zero": {
    refuses: metric({ count: -1 }),
    with: `metrics[0].count: -1 is not valid: ${limit(0)}.`,
    accepts: metric({ count: "{{args.count}}" }),
  },
  "a failureLimit below -1": {
    refuses: metric({ failureLimit: -2 }),
    with: `metrics[0].failureLimit: -2 is not valid: ${limit(-1)}.`,
    accepts: metric({ failureLimit: -1 }),
  },
  "a consecutiveSuccessLimit below zero": {
    refuses: metric({ consecutiveSuccessLimit: -1 }),
    with: `metrics[0].consecutiveSuccessLimit: -1 is not valid: ${limit(0)}.`,
    accepts: metric({ consecutiveSuccessLimit: 0 }),
  },
  "an inconclusiveLimit below zero": {
    refuses: metric({ inconclusiveLimit: -1 }),
    with: `metrics[0].inconclusiveLimit: -1 is not valid: ${limit(0)}.`,
    accepts: metric({ inconclusiveLimit: 0 }),
  },
  "a consecutiveErrorLimit below zero": {
    refuses: metric({ consecutiveErrorLimit: -1 }),
    with: `metrics[0].consecutiveErrorLimit: -1 is not valid: ${limit(0)}.`,
    accepts: metric({ consecutiveErrorLimit: 0 }),
  },
  "an interval of days, which Go does not know": {
    refuses: metric({ interval: "1d" }),
    with: `metrics[0].interval: "1d" is not valid: ${duration}.`,
    accepts: metric({ interval: "24h" }),
  },
  "an initialDelay in words": {
    refuses: metric({ initialDelay: "1 minute" }),
    with: `metrics[0].initialDelay: "1 minute" is not valid: ${duration}.`,
    accepts: metric({ initialDelay: "1m" }),
  },
  "an argument with two values": {
    refuses: arg({ value: "t", valueFrom: { secretKeyRef } }),
    with: `args[0]: {"name":"token","value":"t","valueFrom":{"secretKeyRef":{... is not valid: expected value or valueFrom, not both.`,
    accepts: arg({ valueFrom: { secretKeyRef } }),
  },
  "an argument from nowhere": {
    refuses: arg({ valueFrom: {} }),
    with: `args[0].valueFrom: {} is not valid: expected exactly one source: secretKeyRef or fieldRef.`,
    accepts: arg({}),
  },
  "a Secret without a key": {
    refuses: arg({ valueFrom: { secretKeyRef: { name: "keys" } } }),
    with: "args[0].valueFrom.secretKeyRef.key: A value is needed: expected text.",
    accepts: arg({ valueFrom: { secretKeyRef } }),
  },
  "a life time of runs, which a run alone has": {
    refuses: { ttlStrategy: { secondsAfterCompletion: 60 } },
    with: 'ttlStrategy: This key is not known. Did you mean "templates"?',
    accepts: {},
  },
  "a metric without a name": {
    refuses: { metrics: [{ provider }] },
    with: "metrics[0].name: A value is needed: expected text.",
    accepts: metric({}),
  },
  "a provider that is misspelt": {
    refuses: measuredBy({ prometeus: { query: "up" } }),
    with: 'metrics[0].provider.prometeus: This key is not known. Did you mean "prometheus"?',
    accepts: measuredBy({ prometheus: { query: "up" } }),
  },
  "a prometheus metric without a query": {
    refuses: measuredBy({ prometheus: { address: "http://prometheus" } }),
    with: "metrics[0].provider.prometheus.query: A value is needed: expected text.",
    accepts: measuredBy({ prometheus: { query: "up" } }),
  },
  "a prometheus timeout below zero": {
    refuses: measuredBy({ prometheus: { query: "up", timeout: -1 } }),
    with: `metrics[0].provider.prometheus.timeout: -1 is not valid: ${limit(0)}.`,
    accepts: measuredBy({ prometheus: { query: "up", timeout: 0 } }),
  },
  "an aggregator that datadog does not have": {
    refuses: measuredBy({ datadog: { apiVersion: "v2", query: "q", aggregator: "median" } }),
    with: 'metrics[0].provider.datadog.aggregator: "median" is not valid: expected one of "avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area".',
    accepts: measuredBy({ datadog: { apiVersion: "v2", query: "q", aggregator: "area" } }),
  },
  "a version of datadog's API that there is not": {
    refuses: measuredBy({ datadog: { apiVersion: "v3", query: "q" } }),
    with: 'metrics[0].provider.datadog.apiVersion: "v3" is not valid: expected one of "v1", "v2".',
    accepts: measuredBy({ datadog: { apiVersion: "v1", query: "q" } }),
  },
  "a newRelic timeout below zero": {
    refuses: measuredBy({ newRelic: { query: "q", timeout: -5 } }),
    with: `metrics[0].provider.newRelic.timeout: -5 is not valid: ${limit(0)}.`,
    accepts: measuredBy({ newRelic: { query: "q", timeout: 5 } }),
  },
  "a web metric without a URL": {
    refuses: measuredBy({ web: { jsonPath: "{$.ok}" } }),
    with: "metrics[0].provider.web.url: A value is needed: expected text.",
    accepts: measuredBy({ web: { url: "http://pay" } }),
  },
  "a method that web does not have": {
    refuses: measuredBy({ web: { url: "http://pay", method: "DELETE" } }),
    with: 'metrics[0].provider.web.method: "DELETE" is not valid: expected one of "GET", "POST", "PUT".',
    accepts: measuredBy({ web: { url: "http://pay", method: "PUT" } }),
  },
  "cloudWatch without a query": {
    refuses: measuredBy({ cloudWatch: { metricDataQueries: [] } }),
    with: "metrics[0].provider.cloudWatch.metricDataQueries: [] is not valid: expected at least 1 item.",
    accepts: measuredBy({ cloudWatch: { metricDataQueries: [{ id: "a" }] } }),
  },
  "kayenta without a threshold": {
    refuses: measuredBy({ kayenta: { ...kayenta, threshold: { pass: 90 } } }),
    with: "metrics[0].provider.kayenta.threshold.marginal: A value is needed: expected a number.",
    accepts: measuredBy({ kayenta }),
  },
};

describe("the schema of a template", () => {
  for (const [what, { refuses, with: message, accepts }] of Object.entries(cases)) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(parse(analysisTemplate, refuses).findings.map(formatFinding), [message]);
      assert.deepEqual(parse(analysisTemplate, accepts).findings, []);
    });
  }
});
