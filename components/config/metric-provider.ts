import { z } from "zod";
import { freeForm, interval, name, seconds } from "./scalars";

const headers = z.array(z.strictObject({ key: name, value: z.string() }));
const text = z.string().min(1);
const template = z.string().regex(/\{\{.+\}\}/);
const periodSeconds = z.union([z.int().min(1), template, z.string().regex(/^\d+$/)]);

const authentication = z
  .strictObject({
    sigv4: z
      .strictObject({
        region: text.optional(),
        profile: text.optional(),
        roleArn: text.optional(),
      })
      .optional()
      .describe("AWS; used only with an address of Amazon Managed Prometheus."),
    oauth2: z
      .strictObject({
        tokenUrl: text.optional(),
        clientId: text.optional(),
        clientSecret: text.optional(),
        scopes: z.array(text).optional(),
      })
      .optional(),
  })
  .describe("How the controller proves who it is.");

const prometheus = z.strictObject({
  address: text.optional().describe("URL. Default: ARGO_ROLLOUTS_PROMETHEUS_ADDRESS of the controller."),
  query: text.describe("PromQL. The result is a list of numbers, even when it is one."),
  timeout: seconds.optional().describe("Seconds. Default 30."),
  insecure: z.boolean().optional().describe("True: the server's certificate is not checked."),
  headers: headers.optional(),
  rangeQuery: z
    .strictObject({
      start: text.describe('An expression, such as `now() - duration("5m")`.'),
      end: text.describe("An expression, such as `now()`."),
      step: interval,
    })
    .optional(),
  authentication: authentication.optional(),
});

const datadog = z.strictObject({
  apiVersion: z.enum(["v1", "v2"]).optional().describe("Default v1."),
  interval: interval.optional().describe("Window of the query. Default 5m."),
  query: text.optional(),
  queries: z.record(z.string(), text).optional().describe("v2: named queries for `formula`."),
  formula: text.optional().describe("v2: how the queries become one number."),
  aggregator: z
    .enum(["avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area"])
    .optional()
    .describe("v2: how a series becomes one number. Default last."),
  requestTimeout: interval.optional().describe("Default 10s."),
  secretRef: z.strictObject({ name: name.optional(), namespaced: z.boolean().optional() }).optional(),
});

const newRelic = z.strictObject({
  profile: name.optional().describe("Secret in the controller's namespace. Default `newrelic`."),
  query: text.describe("NRQL."),
  timeout: seconds.optional().describe("Seconds. Default 5."),
});

const scope = z.strictObject({
  scope: text,
  region: text,
  step: z.int().min(1),
  start: text.optional(),
  end: text.optional(),
});

const kayenta = z.strictObject({
  address: text,
  application: text,
  canaryConfigName: text,
  metricsAccountName: text,
  configurationAccountName: text,
  storageAccountName: text,
  threshold: z.strictObject({ pass: z.int(), marginal: z.int() }),
  scopes: z.array(z.strictObject({ name, controlScope: scope, experimentScope: scope })),
  lookback: z.boolean().optional(),
});

const web = z.strictObject({
  url: text,
  method: z.enum(["GET", "POST", "PUT"]).optional().describe("Default GET."),
  headers: headers.optional(),
  body: z.string().optional(),
  jsonBody: z.json().optional(),
  timeoutSeconds: seconds.optional().describe("Default 10."),
  jsonPath: text.optional().describe("What of the answer is the result. Default: the whole answer."),
  insecure: z.boolean().optional().describe("True: the server's certificate is not checked."),
  authentication: authentication.optional(),
});

const cloudWatch = z.strictObject({
  interval: interval.optional().describe("Window of the query. Default 5m."),
  metricDataQueries: z
    .array(
      z.strictObject({
        id: text.optional(),
        expression: text.optional(),
        label: text.optional(),
        metricStat: z
          .strictObject({
            metric: z
              .strictObject({
                dimensions: z.array(z.strictObject({ name, value: z.string() })).optional(),
                metricName: text.optional(),
                namespace: text.optional(),
              })
              .optional(),
            period: periodSeconds.optional(),
            stat: text.optional(),
            unit: text.optional(),
          })
          .optional(),
        period: periodSeconds.optional(),
        returnData: z.boolean().optional(),
      }),
    )
    .min(1),
});

const providers = {
  prometheus,
  datadog,
  newRelic,
  wavefront: z.strictObject({ address: text.optional(), query: text }),
  kayenta,
  web,
  job: z.strictObject({
    metadata: freeForm.optional(),
    spec: freeForm.describe("A Kubernetes JobSpec. Success is a Job that completes."),
  }),
  graphite: z.strictObject({ address: text.optional(), query: text }),
  influxdb: z.strictObject({ profile: name.optional(), query: text.describe("Flux.") }),
  skywalking: z.strictObject({ address: text.optional(), query: text, interval: interval.optional() }),
  cloudWatch,
  plugin: z
    .record(z.string(), freeForm)
    .describe("A metric plugin of the controller: name -> settings. Exactly one."),
} as const;

/** Where a metric's values come from. Upstream: `MetricProvider`. How many are set, a rule checks. */
export const metricProvider = z.strictObject(providers).partial();
export type MetricProvider = z.output<typeof metricProvider>;
