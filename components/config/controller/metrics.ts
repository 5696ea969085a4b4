import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { prometheusDuration, relabeling } from "../objects/monitoring";
import { freeForm, objectName, port } from "../scalars";

const service = z.strictObject({
  enabled: z.boolean().default(true).describe("False: there is no such Service."),
  annotations: annotations
    .default({})
    .describe("Its annotations, such as those by which Prometheus finds it."),
  labels: labelMap.default({}).describe("Its labels, beside those of the release manifest."),
  port: port.optional().describe("Its port. Default: the release manifest's, 8090."),
  portName: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
      error: "expected lower-case letters, digits and hyphens",
    })
    .default("metrics")
    .describe("Name of that port."),
});

/** Upstream: prometheus-operator `Endpoint` and `PodMetricsEndpoint`. */
const monitor = z.strictObject({
  enabled: z.boolean().default(false).describe("True: Prometheus asks every controller for its metrics."),
  namespace: objectName.optional().describe("Namespace of the object. Default: the controller's."),
  labels: labelMap
    .default({})
    .describe("Labels of the object, such as `release`, by which Prometheus finds it."),
  annotations: annotations.default({}).describe("Annotations of the object."),
  interval: prometheusDuration.optional().describe("Time between two scrapes. Default: Prometheus' own."),
  scrapeTimeout: prometheusDuration
    .optional()
    .describe("Time until no answer is a failed scrape. Not above `interval`. Default: Prometheus' own."),
  honorLabels: z
    .boolean()
    .default(true)
    .describe(
      "True: `namespace` is that of the Rollout, as the controller says it. False: that of the controller, and the Rollout's is `exported_namespace`.",
    ),
  relabelings: z.array(relabeling).optional().describe("Changes of labels before a scrape."),
  metricRelabelings: z.array(relabeling).optional().describe("Changes of labels of what was scraped."),
  scheme: z.enum(["http", "https"]).optional().describe("Default http: the controller speaks nothing else."),
  tlsConfig: freeForm.optional().describe("TLS, where a proxy in the pod speaks https: as in the operator."),
});
export type MonitorConfig = z.output<typeof monitor>;

const series = z.strictObject({
  selector: z
    .string()
    .regex(/^[^{}]*[^{},\s]$/, { error: 'expected matchers without braces, such as job="rollouts"' })
    .optional()
    .describe(
      'Matchers of the series, such as `job="rollouts",cluster="a"`. Default: the `job` that the monitor gives them.',
    ),
  namespaceLabel: z
    .string()
    .regex(/^[a-zA-Z_]\w*$/, { error: "expected a label of Prometheus" })
    .optional()
    .describe("Label with the Rollout's namespace. Default: as the monitor's `honorLabels` has it."),
});

/** How the controller is measured. Each replica is asked, also those that wait for the lead: any of them may be next. */
export const metrics = z.strictObject({
  service: service.prefault({}).describe("The Service of the metrics. Part of the release manifest."),
  serviceMonitor: monitor
    .prefault({})
    .describe("A ServiceMonitor (`monitoring.coreos.com/v1`). Finds the controllers by the Service."),
  podMonitor: monitor
    .prefault({})
    .describe("A PodMonitor (`monitoring.coreos.com/v1`). Finds the controllers by their labels."),
  series: series.prefault({}).describe("How alerts and dashboard find the controller's series."),
});
