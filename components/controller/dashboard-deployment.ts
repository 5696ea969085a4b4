import { compareVersions, controller as controllerSchema, type ControllerConfig } from "../config";
import type { Manifest } from "../manifests";
import { onHost } from "../workload/pod/ports";
import { shapedDeployment } from "./deployment";
import type { ShardInstall } from "./install";
import { podShapes } from "./pod-shapes";

/** Upstream's own, which has a name of its own for each purpose: here all are the same. */
export const DASHBOARD = "argo-rollouts-dashboard";
/** Of the pods' port. */
const PORT = "dashboard";
const PORT_NUMBER = 3100;

/** A controller of which nothing is said but what the dashboard says under the same keys: so it is rendered alike. */
export function asController(controller: ControllerConfig): ControllerConfig {
  const { dashboard, namespace, version, labels, annotations, networkPolicy, namespaced } = controller;
  return {
    ...controllerSchema.parse({}),
    ...{ namespace, version, labels, annotations, networkPolicy, namespaced, dashboard },
    ...dashboardKeys(dashboard),
    image: { ...dashboard.image, registry: dashboard.image.registry ?? controller.image.registry },
    imagePullSecrets: dashboard.imagePullSecrets ?? controller.imagePullSecrets,
  };
}

/** `logging` and `extraArgs` are of another program. */
function dashboardKeys({
  logging: _logging,
  extraArgs: _extraArgs,
  imagePullSecrets: _secrets,
  ...keys
}: ControllerConfig["dashboard"]) {
  return keys;
}

/** Upstream's Deployment with what is said of it. `install` is the dashboard's. */
export function dashboardDeployment(install: ShardInstall): Manifest {
  const { controller, podLabels } = install;
  const { dashboard, namespace, security, version } = controller;
  const manifest = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: DASHBOARD, namespace, labels: dashboardLabels },
    spec: {
      selector: { matchLabels: podLabels },
      template: {
        metadata: { labels: dashboardLabels },
        spec: {
          containers: [
            {
              name: DASHBOARD,
              image: "quay.io/argoproj/kubectl-argo-rollouts",
              args: argumentsOf(dashboard, version),
              ports: [onHost({ name: PORT, containerPort: PORT_NUMBER }, security)],
              livenessProbe: { tcpSocket: { port: PORT }, periodSeconds: 10 },
              // Answered by the dashboard alone: an API server that is away is no reason to take it away too.
              readinessProbe: { httpGet: { path: versionPath(dashboard), port: PORT }, periodSeconds: 5 },
            },
          ],
        },
      },
    },
  };
  return shapedDeployment(manifest, podShapes, install);
}

export const podLabelsOfDashboard = { "app.kubernetes.io/name": DASHBOARD };
export const dashboardLabels = {
  ...podLabelsOfDashboard,
  "app.kubernetes.io/component": DASHBOARD,
  "app.kubernetes.io/part-of": "argo-rollouts",
};

function argumentsOf(dashboard: ControllerConfig["dashboard"], version: string): string[] {
  const { address, rootPath, logging, extraArgs } = dashboard;
  return [
    "dashboard",
    // Left to itself the dashboard listens on localhost alone, where no Service reaches it.
    ...(hasAddress(version) ? [`--address=${address}`] : []),
    `--root-path=${rootPath}`,
    ...(logging.level === undefined ? [] : [`--loglevel=${logging.level}`]),
    ...(logging.klogLevel === undefined ? [] : [`--kloglevel=${String(logging.klogLevel)}`]),
    ...extraArgs,
  ];
}

/** The first release of each series whose dashboard has the flag. Those before listen everywhere, and end at a flag they do not know. */
const firstWithAddress = ["1.8.5", "1.9.2", "1.10.1"];

function hasAddress(version: string): boolean {
  const series = (one: string) => one.split(".").slice(0, 2).join(".");
  const first = firstWithAddress.find((one) => series(one) === series(version)) ?? "1.10.1";
  return compareVersions(version, first) >= 0;
}

function versionPath({ rootPath }: ControllerConfig["dashboard"]): string {
  return `/${[...rootPath.split("/"), "api/v1/version"].filter((part) => part !== "").join("/")}`;
}
