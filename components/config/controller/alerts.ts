import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { prometheusDuration } from "../objects/monitoring";
import { name, objectName } from "../scalars";

interface Defaults {
  readonly severity: "critical" | "warning";
  /** Prometheus' `for`. */
  readonly hold: string;
  readonly what: string;
}

const keysOf = ({ severity, hold }: Defaults) => ({
  enabled: z.boolean().default(true).describe("False: there is no such alert."),
  severity: name.default(severity).describe("Its label `severity`, by which alerts find their readers."),
  for: prometheusDuration.default(hold).describe("How long it has to be so."),
  labels: labelMap.default({}).describe("More labels of this alert."),
});

const alert = (defaults: Defaults) => z.strictObject(keysOf(defaults)).prefault({}).describe(defaults.what);

/** With a number above which it is raised. */
const alertAbove = (threshold: number, unit: string, defaults: Defaults) =>
  z
    .strictObject({
      ...keysOf(defaults),
      threshold: z.number().min(0).default(threshold).describe(`Raised above it. In ${unit}.`),
    })
    .prefault({})
    .describe(defaults.what);

const rules = z.strictObject({
  ArgoRolloutsControllerDown: alert({
    severity: "critical",
    hold: "5m",
    what: "No controller answers Prometheus.",
  }),
  ArgoRolloutsLeaderMissing: alert({
    severity: "critical",
    hold: "2m",
    what: "Controllers answer, and none of them has renewed the Lease for 5 minutes.",
  }),
  ArgoRolloutsReconcileErrors: alertAbove(5, "errors in 10 minutes", {
    severity: "warning",
    hold: "5m",
    what: "The controller fails again and again at a Rollout, an Experiment or an AnalysisRun.",
  }),
  ArgoRolloutsWorkqueueDeep: alertAbove(100, "objects", {
    severity: "warning",
    hold: "15m",
    what: "Objects wait for the controller.",
  }),
  ArgoRolloutsMemoryHigh: alertAbove(80, "percent of the limit", {
    severity: "warning",
    hold: "10m",
    what: "A controller is about to be killed for want of memory.",
  }),
  ArgoRolloutsInvalidSpec: alert({
    severity: "warning",
    hold: "5m",
    what: "The controller refuses a Rollout.",
  }),
  ArgoRolloutsRolloutFailed: alert({
    severity: "warning",
    hold: "15m",
    what: "An update was aborted, timed out, or cannot make its pods.",
  }),
  ArgoRolloutsPausedTooLong: alert({
    severity: "warning",
    hold: "1d",
    what: "A Rollout waits for a person. A gap of less than 10 minutes does not count.",
  }),
  ArgoRolloutsAnalysisErrors: alert({
    severity: "warning",
    hold: "0s",
    what: "An AnalysisRun ended without a verdict, since it could not measure. Raised for an hour.",
  }),
  ArgoRolloutsNotificationErrors: alert({
    severity: "warning",
    hold: "0s",
    what: "Notifications about a Rollout could not be sent.",
  }),
});
export type AlertName = keyof z.output<typeof rules>;
export const alertNames: readonly AlertName[] = rules.keyof().options;

/** Alerts about the controller and what it works on. */
export const alerts = z.strictObject({
  enabled: z.boolean().default(false).describe("True: a PrometheusRule (`monitoring.coreos.com/v1`)."),
  namespace: objectName.optional().describe("Namespace of the PrometheusRule. Default: the controller's."),
  labels: labelMap
    .default({})
    .describe("Labels of the PrometheusRule, such as `release`, by which Prometheus finds it."),
  annotations: annotations.default({}).describe("Annotations of the PrometheusRule."),
  alertLabels: labelMap.default({}).describe("Labels of every alert, such as `team`."),
  runbooks: z
    .url()
    .optional()
    .describe(
      "Where a page like docs/alerts.md can be read: each alert gets `runbook_url`, this with `#` and its name in lower case. Default: no `runbook_url`.",
    ),
  rules: rules.prefault({}).describe("The alerts, by name."),
});
