import type { Manifest } from "../manifests";
import { type DashboardView, panels } from "./dashboard-panels";
import { layOut } from "./grafana-layout";
import type { Install } from "./install";
import { controllerMemoryLimit } from "./memory-limit";
import { controllerSeries } from "./metrics";
import { metadataBeside } from "./texts";

/** A ConfigMap with a dashboard, as Grafana's sidecar looks for it. */
export function renderGrafana(install: Install, deployments: readonly Manifest[]): Manifest[] {
  const { grafana } = install.controller;
  if (!grafana.enabled) return [];
  const { folder } = grafana;
  const annotations = { ...grafana.annotations, ...(folder && { [folder.annotation]: folder.name }) };
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: metadataBeside(install.controller, "argo-rollouts-grafana-dashboard", {
        ...grafana,
        annotations,
      }),
      // The sidecar puts the files of all ConfigMaps into one folder.
      data: { [`${grafana.uid}.json`]: JSON.stringify(dashboard(install, deployments), undefined, 2) },
    },
  ];
}

function dashboard(install: Install, deployments: readonly Manifest[]) {
  const { title, uid } = install.controller.grafana;
  const limit = controllerMemoryLimit(deployments);
  const view: DashboardView = {
    ...controllerSeries(install),
    limit,
    namespace: install.controller.namespace,
  };
  return {
    uid,
    title,
    tags: ["argo-rollouts"],
    schemaVersion: 39,
    editable: false,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    timezone: "",
    templating: { list: [datasource, rolloutNamespaces(view)] },
    panels: layOut(panels(view)),
  };
}

const datasource = {
  name: "datasource",
  label: "Prometheus",
  type: "datasource",
  query: "prometheus",
  hide: 0,
};

function rolloutNamespaces({ selector, namespaceLabel }: DashboardView) {
  return {
    name: "namespace",
    label: "Namespace",
    type: "query",
    datasource: { type: "prometheus", uid: "${datasource}" },
    query: `label_values(rollout_info{${selector}}, ${namespaceLabel})`,
    refresh: 2,
    includeAll: true,
    allValue: ".*",
    multi: true,
    current: { text: "All", value: "$__all" },
    hide: 0,
  };
}
