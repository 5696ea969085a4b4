import { APEX_LABEL } from "../../config";
import { type Manifest, metadata, selectorLabels, type Subject } from "../../manifests";

const apiVersion = "monitoring.coreos.com/v1";

export function renderMonitors(subject: Subject): Manifest[] {
  const { serviceMonitor, podMonitor } = subject.service.monitoring;
  return [
    ...(serviceMonitor.enabled ? [renderServiceMonitor(subject)] : []),
    ...(podMonitor.enabled ? [renderPodMonitor(subject)] : []),
  ];
}

/** By a label that no other Service of the service has: else pods behind two of them would be scraped twice. */
function renderServiceMonitor(subject: Subject): Manifest {
  const { enabled, labels, podTargetLabels, targetLabels, ...endpoint } =
    subject.service.monitoring.serviceMonitor;
  return {
    apiVersion,
    kind: "ServiceMonitor",
    metadata: labelled(subject, labels),
    spec: {
      selector: { matchLabels: { ...selectorLabels(subject), ...APEX_LABEL } },
      endpoints: [endpoint],
      podTargetLabels,
      ...(targetLabels && { targetLabels }),
    },
  };
}

function renderPodMonitor(subject: Subject): Manifest {
  const { enabled, labels, podTargetLabels, ...endpoint } = subject.service.monitoring.podMonitor;
  return {
    apiVersion,
    kind: "PodMonitor",
    metadata: labelled(subject, labels),
    spec: {
      selector: { matchLabels: subject.service.service.selector ?? selectorLabels(subject) },
      podMetricsEndpoints: [endpoint],
      podTargetLabels,
    },
  };
}

export function renderAlerts(subject: Subject): Manifest | undefined {
  const { alerts, labels } = subject.service.monitoring.prometheusRule;
  const rules = Object.entries(alerts).map(([alert, { keepFiringFor, ...others }]) => ({
    alert,
    ...others,
    ...(keepFiringFor !== undefined && { keep_firing_for: keepFiringFor }),
  }));
  if (rules.length === 0) return undefined;
  return {
    apiVersion,
    kind: "PrometheusRule",
    metadata: labelled(subject, labels),
    spec: { groups: [{ name: subject.name, rules }] },
  };
}

export function renderDashboards(subject: Subject): Manifest[] {
  const { dashboards, dashboardLabels } = subject.service.monitoring;
  return Object.entries(dashboards).map(([name, json]) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: labelled(subject, dashboardLabels, `-dashboard-${name}`),
    // Grafana's sidecar puts the files of all ConfigMaps into one folder.
    data: { [`${subject.name}-${name}.json`]: json },
  }));
}

function labelled(subject: Subject, labels: Record<string, string>, suffix = "") {
  const own = metadata(subject, { suffix });
  return { ...own, labels: { ...own.labels, ...labels } };
}
