import { z } from "zod";
import { leaf } from "../leaf";
import { labels, name } from "../scalars";
import { nameSuffix } from "./name-suffix";

const plainLabels = z.record(z.string(), z.string());
const durationError = { error: 'expected a duration such as "30s" or "1m30s"' };
/** Upstream: Prometheus' own form, the greater unit first. */
export const prometheusDuration = z
  .string()
  .regex(/^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/, durationError);

/** Upstream: prometheus-operator `RelabelConfig`. */
export const relabeling = z.strictObject({
  sourceLabels: z.array(name).optional().describe("Labels whose values are joined."),
  separator: z.string().optional().describe("What joins them. Default `;`."),
  regex: z.string().optional().describe("What is looked for in it. Default `(.*)`."),
  modulus: z.int().min(1).optional().describe("With the action hashmod."),
  targetLabel: name.optional().describe("Label that is written."),
  replacement: z.string().optional().describe("Its value. Default `$1`."),
  action: name.optional().describe("Such as replace (the default), keep, drop, labeldrop, labelmap."),
});

const scrape = {
  enabled: z.boolean().default(false).describe("True: Prometheus asks the service for its metrics."),
  port: name.default("http").describe("Name of the port."),
  path: z
    .string()
    .regex(/^\//, { error: "expected a path that begins with a slash" })
    .default("/metrics")
    .describe("Path of the metrics."),
  interval: prometheusDuration.optional().describe("Time between two scrapes. Default: Prometheus' own."),
  scrapeTimeout: prometheusDuration
    .optional()
    .describe("Time until no answer is a failed scrape. Not above `interval`. Default: Prometheus' own."),
  scheme: z.enum(["http", "https"]).optional().describe("Default http."),
  honorLabels: z
    .boolean()
    .optional()
    .describe("True: where labels clash, those of the metrics win. Default false."),
  relabelings: z.array(relabeling).optional().describe("Changes of labels before a scrape."),
  metricRelabelings: z.array(relabeling).optional().describe("Changes of labels of what was scraped."),
  podTargetLabels: z
    .array(name)
    .default(["rollouts-pod-template-hash"])
    .describe("Labels of the pods that metrics get. The default keeps canary and stable apart."),
  labels: plainLabels
    .default({})
    .describe("Labels of the object, such as `release`, by which Prometheus finds it."),
};

const alert = z.strictObject({
  expr: leaf(name).describe("PromQL. What it finds raises the alert."),
  for: prometheusDuration.optional().describe("How long it must be found. Default: at once."),
  keepFiringFor: prometheusDuration.optional().describe("How long the alert stays when it is found no more."),
  labels: labels.optional().describe("Labels of the alert, such as `severity`."),
  annotations: labels.optional().describe("What a person reads, such as `summary`."),
});

const json = z.string().refine(isJson, { error: "expected the JSON of a dashboard" });

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** Objects of the Prometheus operator (`monitoring.coreos.com/v1`), and dashboards. */
export const monitoring = z.strictObject({
  serviceMonitor: z
    .strictObject({
      ...scrape,
      targetLabels: z.array(name).optional().describe("Labels of the Service that metrics get."),
    })
    .prefault({})
    .describe(
      "Finds the pods by the service's apex, so each once. A blue-green preview is not behind it: use `podMonitor`.",
    ),
  podMonitor: z.strictObject(scrape).prefault({}).describe("Finds the pods of all versions by their labels."),
  prometheusRule: z
    .strictObject({
      alerts: z.record(name, alert).default({}).describe("Name of an alert -> when it is raised."),
      labels: plainLabels.default({}).describe("Labels of the object, such as `release`."),
    })
    .prefault({})
    .describe("A PrometheusRule with the service's alerts."),
  dashboards: z
    .record(nameSuffix, leaf(json))
    .default({})
    .describe("Name -> JSON of a Grafana dashboard, each as a ConfigMap `<service>-dashboard-<name>`."),
  dashboardLabels: plainLabels
    .default({ grafana_dashboard: "1" })
    .describe("Labels of those ConfigMaps, by which Grafana's sidecar finds them."),
});
export type MonitoringConfig = z.output<typeof monitoring>;
