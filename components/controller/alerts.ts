import { type AlertName, alertNames } from "../config";
import type { Manifest } from "../manifests";
import { alertTable, type AlertView } from "./alert-table";
import type { Install } from "./install";
import { controllerMemoryLimit } from "./memory-limit";
import { controllerSeries } from "./metrics";
import { metadataBeside } from "./texts";

/** A PrometheusRule with the controller's alerts. */
export function renderAlerts(install: Install, deployments: readonly Manifest[]): Manifest[] {
  const { alerts, namespace } = install.controller;
  if (!alerts.enabled) return [];
  const rules = alertNames.flatMap((name) => {
    const alert = alertTable[name];
    const settings = alerts.rules[name];
    const view: AlertView = {
      ...controllerSeries(install),
      controllerNamespace: namespace,
      leases: install.controller.leaderElection.enabled === false ? 0 : deployments.length,
      limit: controllerMemoryLimit(deployments),
      threshold: "threshold" in settings ? settings.threshold : 0,
      hold: settings.for,
    };
    const expr = settings.enabled ? alert.expr(view) : undefined;
    if (expr === undefined) return [];
    return [
      {
        alert: name,
        expr,
        for: settings.for,
        labels: { severity: settings.severity, ...alerts.alertLabels, ...settings.labels },
        annotations: {
          summary: alert.summary(view),
          description: alert.description(view),
          ...(alerts.runbooks !== undefined && { runbook_url: runbook(alerts.runbooks, name) }),
        },
      },
    ];
  });
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: metadataBeside(install.controller, "argo-rollouts", alerts),
      spec: { groups: [{ name: "argo-rollouts", rules }] },
    },
  ];
}

function runbook(page: string, name: AlertName): string {
  return `${page}#${name.toLowerCase()}`;
}
