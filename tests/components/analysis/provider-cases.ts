import path from "node:path";
import { dump } from "js-yaml";
import { renderClusterAnalysisTemplates } from "../../../components/analysis";
import { analysisTemplates, type AnalysisTemplatesInput } from "../../../components/config";

type TemplateInput = AnalysisTemplatesInput[string];
type MetricInput = NonNullable<TemplateInput["metrics"]>[number];

export const goldenFolder = path.join(__dirname, "golden");

const token = { name: "token", valueFrom: { secretKeyRef: { name: "metrics", key: "token" } } };
const headers = [{ key: "Authorization", value: "Bearer {{args.token}}" }];
const authentication = {
  sigv4: { region: "eu-central-1", profile: "metrics", roleArn: "arn:aws:iam::1:role/metrics" },
  oauth2: {
    tokenUrl: "https://id.example/token",
    clientId: "rollouts",
    clientSecret: "{{args.token}}",
    scopes: ["read"],
  },
};
const scope = {
  scope: "pay",
  region: "eu",
  step: 60,
  start: "2026-01-01T00:00:00Z",
  end: "2026-01-01T01:00:00Z",
};

/** Every provider with every one of its fields, and the limits that it can have. */
const metrics: Readonly<Record<string, Omit<MetricInput, "name">>> = {
  prometheus: {
    ...{ min: 0.95, onNoData: "fail" },
    provider: {
      prometheus: {
        address: "https://aps-workspaces.example/ws",
        query: 'sum(rate(up{job="pay"}[5m]))',
        ...{ timeout: "40s", insecure: true, headers, authentication },
      },
    },
  },
  "prometheus-range": {
    ...{ max: 1, value: "max(result)", onNoData: "pass" },
    provider: {
      prometheus: {
        ...{ address: "http://prometheus", query: "up" },
        rangeQuery: { start: 'now() - duration("5m")', end: "now()", step: "1m" },
      },
    },
  },
  datadog: {
    ...{ max: 0.05, onNoData: "inconclusive" },
    provider: {
      datadog: {
        ...{ apiVersion: "v2", interval: "10m", aggregator: "last", requestTimeout: "20s" },
        ...{ queries: { bad: "sum:errors{*}", all: "sum:requests{*}" }, formula: "bad / all" },
        secretRef: { name: "datadog-keys", namespaced: true },
      },
    },
  },
  "datadog-v1": {
    max: 0.05,
    onNoData: "pass",
    provider: { datadog: { apiVersion: "v1", query: "avg:errors{*}" } },
  },
  newRelic: {
    ...{ min: 95, value: "result.rate" },
    provider: {
      newRelic: { profile: "eu", query: "SELECT percentage(count(*)) AS rate FROM Transaction", timeout: 10 },
    },
  },
  wavefront: { max: 5, provider: { wavefront: { address: "metrics.example", query: "ts(errors)" } } },
  kayenta: {
    provider: {
      kayenta: {
        ...{ address: "http://kayenta:8090", application: "pay", canaryConfigName: "pay" },
        ...{ metricsAccountName: "m", configurationAccountName: "c", storageAccountName: "s" },
        ...{ threshold: { pass: 90, marginal: 75 }, lookback: true },
        scopes: [{ name: "default", controlScope: scope, experimentScope: scope }],
      },
    },
  },
  web: {
    ...{ min: 0.95 },
    provider: {
      web: {
        ...{
          url: "https://pay/rate",
          method: "POST",
          headers,
          jsonBody: { since: "5m" },
          timeoutSeconds: "20s",
        },
        ...{ jsonPath: "{$.rate}", insecure: true, authentication },
      },
    },
  },
  "web-text": {
    provider: { web: { url: "https://pay/check", method: "PUT", body: "now", jsonPath: '{"ok"}' } },
  },
  job: {
    provider: {
      job: {
        metadata: { labels: { app: "smoke" }, annotations: { note: "smoke" } },
        spec: {
          backoffLimit: 0,
          template: {
            spec: {
              restartPolicy: "Never",
              containers: [{ name: "smoke", image: "registry.example/smoke:1", command: ["./smoke"] }],
            },
          },
        },
      },
    },
  },
  graphite: {
    max: 1,
    onNoData: "fail",
    provider: { graphite: { address: "http://graphite", query: "errors" } },
  },
  influxdb: { max: 1, provider: { influxdb: { profile: "eu", query: 'from(bucket: "app")' } } },
  skywalking: {
    ...{ min: 9500, value: "result.service_sla.values.values[0].value" },
    provider: { skywalking: { address: "http://skywalking:12800", query: "query {}", interval: "5m" } },
  },
  cloudWatch: {
    ...{ max: 0.01, onNoData: "pass" },
    provider: {
      cloudWatch: {
        interval: "10m",
        metricDataQueries: [
          { id: "share", expression: "errors / requests", label: "share", period: 60, returnData: true },
          ...["errors", "requests"].map((id) => ({
            id,
            metricStat: {
              metric: {
                ...{ namespace: "AWS/ApplicationELB", metricName: id },
                dimensions: [{ name: "LoadBalancer", value: "app/pay" }],
              },
              ...{ period: "{{args.period}}", stat: "Sum", unit: "Count" },
            },
            returnData: false,
          })),
        ],
      },
    },
  },
  plugin: { provider: { plugin: { "acme/errors": { address: "http://errors", most: 3 } } } },
};

export interface ProviderCase {
  readonly name: string;
  readonly template: TemplateInput;
}

export const providerCases: readonly ProviderCase[] = Object.entries(metrics).map(([name, metric]) => ({
  name,
  template: {
    args: [token, { name: "period", type: "integer", description: "Seconds.", value: "60" }],
    metrics: [
      {
        ...{ name, interval: "1m", initialDelay: "30s", count: 5, failureLimit: 1, inconclusiveLimit: 1 },
        ...{ consecutiveErrorLimit: 2, consecutiveSuccessLimit: 3, ...metric },
      },
    ],
    dryRun: [{ metricName: "none.*" }],
    measurementRetention: [{ metricName: name, limit: 20 }],
  },
}));

export function providerText({ name, template }: ProviderCase): string {
  return renderClusterAnalysisTemplates(analysisTemplates.parse({ [name.toLowerCase()]: template }))
    .map((object) => dump(object))
    .join("");
}
