import type * as pulumi from "@pulumi/pulumi";
import type { DashboardConfig } from "../config";
import { type Manifest, type Metadata, said } from "../manifests";
import { backendRef, ingressTo, routeTo, withoutWait } from "../routing";
import { changeAccount } from "./change-account";
import {
  asController,
  DASHBOARD,
  dashboardDeployment,
  dashboardLabels,
  podLabelsOfDashboard,
} from "./dashboard-deployment";
import { dashboardRights } from "./dashboard-rights";
import type { Install, ShardInstall } from "./install";
import { renderDisruptionBudget } from "./render-disruption-budget";
import { policyFor, tcp } from "./render-network-policy";
import { renderRole } from "./role";
import { type Texts, withTexts } from "./texts";

/** Upstream's dashboard, one for all controllers: it shows every Rollout, whichever of them works on it. */
export function renderDashboard({ controller, ...install }: Install): Manifest[] {
  const { dashboard } = controller;
  if (!dashboard.enabled) return [];
  const own: ShardInstall = {
    ...install,
    controller: asController(controller),
    account: dashboard.serviceAccount.name ?? DASHBOARD,
    podLabels: podLabelsOfDashboard,
    shard: { id: undefined, suffix: "-dashboard", labels: {} },
  };
  return [
    ...renderAccount(own),
    ...(dashboard.createRole
      ? renderRole(own, { name: DASHBOARD, labels: dashboardLabels }, dashboardRights(dashboard.readOnly))
      : []),
    renderService(own),
    ...renderPolicy(own),
    ...renderDisruptionBudget(own),
    dashboardDeployment(own),
    ...renderIngress(own),
    ...renderRoute(own),
  ];
}

function metadataOf(
  { controller: { namespace } }: Install,
  texts: Texts<pulumi.Input<string>> = {},
): Metadata {
  return withTexts<{ name: string; namespace: string }, pulumi.Input<string>>(
    { name: DASHBOARD, namespace },
    texts,
    { labels: dashboardLabels },
  );
}

function renderAccount(install: Install): Manifest[] {
  const account = changeAccount(
    { apiVersion: "v1", kind: "ServiceAccount", metadata: metadataOf(install) },
    install,
  );
  return account === undefined ? [] : [account];
}

function renderService(install: Install): Manifest {
  const { service } = install.controller.dashboard;
  const { type, port, portName, targetPort } = service;
  // Without pods Pulumi would wait ten minutes for it.
  const awaiting = type === "LoadBalancer" ? {} : withoutWait;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadataOf(install, { ...service, annotations: { ...awaiting, ...service.annotations } }),
    spec: {
      type,
      selector: install.podLabels,
      ports: [{ name: portName, port, targetPort, protocol: "TCP", ...said(service, "nodePort") }],
      ...said(
        service,
        ...(["externalIPs", "loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges"] as const),
      ),
    },
  };
}

function renderPolicy({ controller, podLabels }: Install): Manifest[] {
  const { allowFrom, service } = controller.dashboard;
  const ingress = allowFrom.length > 0 ? [{ from: allowFrom, ports: [tcp(service.targetPort)] }] : [];
  return policyFor(controller, { name: DASHBOARD, pods: podLabels }, ingress);
}

function renderIngress(install: Install): Manifest[] {
  const { ingress, service } = install.controller.dashboard;
  if (!ingress?.enabled) return [];
  const { labels, annotations } = ingress;
  const metadata = metadataOf(install, { labels, annotations: { ...withoutWait, ...annotations } });
  return [ingressTo(backend(service), ingress, metadata)];
}

function backend({ port }: DashboardConfig["service"]) {
  return { name: DASHBOARD, port: { number: port } };
}

function renderRoute(install: Install): Manifest[] {
  const { httpRoute, service } = install.controller.dashboard;
  if (!httpRoute?.enabled) return [];
  const { labels, annotations } = httpRoute;
  const metadata = metadataOf(install, { labels, annotations });
  return [routeTo([backendRef(DASHBOARD, service.port)], { kind: "HTTPRoute", route: httpRoute }, metadata)];
}
