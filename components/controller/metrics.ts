import { type DataObject, listAt, mapAt, type MonitorConfig } from "../config";
import { type Manifest, said } from "../manifests";
import type { Install } from "./install";
import { ManifestError } from "./install-manifest";
import { metadataBeside, withTexts } from "./texts";

const apiVersion = "monitoring.coreos.com/v1";
const NAME = "argo-rollouts";

function isMetricsService({ kind, metadata }: Manifest): boolean {
  return kind === "Service" && metadata.name === "argo-rollouts-metrics";
}

/** The manifest's own Service, with what is said of it; or none. */
export function changeMetricsService(object: Manifest, { controller }: Install): Manifest | undefined {
  if (!isMetricsService(object)) return object;
  const { enabled, labels, annotations, port, portName } = controller.metrics.service;
  if (!enabled) return undefined;
  const spec = mapAt(object, "spec");
  return {
    ...object,
    metadata: withTexts(object.metadata, object.metadata, { labels, annotations }),
    spec: {
      ...spec,
      ports: listAt(spec, "ports").map((one) => ({ ...one, name: portName, ...(port && { port }) })),
    },
  };
}

export function renderMonitors(install: Install): Manifest[] {
  const { serviceMonitor, podMonitor } = install.controller.metrics;
  return [
    ...(serviceMonitor.enabled ? [renderServiceMonitor(install, serviceMonitor)] : []),
    ...(podMonitor.enabled ? [renderPodMonitor(install, podMonitor)] : []),
  ];
}

function renderServiceMonitor(install: Install, monitor: MonitorConfig): Manifest {
  const { release, controller } = install;
  const service = release.find(isMetricsService);
  if (service === undefined)
    throw new ManifestError(
      "controller.metrics.serviceMonitor: the release manifest has no Service for metrics. Use podMonitor.",
    );
  const { portName } = controller.metrics.service;
  return {
    apiVersion,
    kind: "ServiceMonitor",
    metadata: metadataBeside(install.controller, NAME, monitor),
    spec: {
      selector: { matchLabels: service.metadata.labels },
      namespaceSelector: { matchNames: [controller.namespace] },
      endpoints: [{ port: portName, ...endpoint(monitor) }],
    },
  };
}

function renderPodMonitor(install: Install, monitor: MonitorConfig): Manifest {
  return {
    apiVersion,
    kind: "PodMonitor",
    metadata: metadataBeside(install.controller, NAME, monitor),
    spec: {
      selector: { matchLabels: install.podLabels },
      namespaceSelector: { matchNames: [install.controller.namespace] },
      podMetricsEndpoints: [{ port: "metrics", ...endpoint(monitor) }],
    },
  };
}

function endpoint(monitor: MonitorConfig): DataObject {
  const { honorLabels } = monitor;
  return {
    path: "/metrics",
    honorLabels,
    ...said(
      monitor,
      ...(["interval", "scrapeTimeout", "relabelings", "metricRelabelings", "scheme", "tlsConfig"] as const),
    ),
  };
}

/** How the series of a controller are told from others'. */
export interface ControllerSeries {
  /** Matchers without braces. */
  readonly selector: string;
  /** Label with the namespace of the Rollout, AnalysisRun or Experiment. */
  readonly namespaceLabel: string;
}

export function controllerSeries({ controller: { metrics, namespace } }: Install): ControllerSeries {
  const { series, serviceMonitor, podMonitor } = metrics;
  // The operator names the job of a PodMonitor by the object, and that of a ServiceMonitor by the Service.
  const job = podMonitor.enabled ? `${podMonitor.namespace ?? namespace}/${NAME}` : "argo-rollouts-metrics";
  const [monitor] = [serviceMonitor, podMonitor].filter(({ enabled }) => enabled);
  const ownLabel = monitor?.honorLabels === false ? "exported_namespace" : "namespace";
  return {
    selector: series.selector ?? `job="${job}"`,
    namespaceLabel: series.namespaceLabel ?? ownLabel,
  };
}
