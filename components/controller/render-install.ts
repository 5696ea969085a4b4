import { type ControllerConfig, listAt } from "../config";
import { isCrd, leanCrd, type Manifest, readManifest, renderNamespace } from "../manifests";
import { renderAlerts } from "./alerts";
import { changeAccount } from "./change-account";
import { changeRights } from "./change-rights";
import { configAnnotations, isControllerConfig, renderControllerConfig } from "./controller-config";
import { type Shape, shapedDeployment, withPodAnnotations } from "./deployment";
import { renderGrafana } from "./grafana";
import { type Install, installOf, type ShardInstall, shardsOf } from "./install";
import { ManifestError } from "./install-manifest";
import { changeMetricsService, renderMonitors } from "./metrics";
import { changeNotifications, renderNotifications } from "./notifications";
import { renderDashboard } from "./render-dashboard";
import { renderDisruptionBudget } from "./render-disruption-budget";
import { renderExtraObjects } from "./render-extra-objects";
import { renderNetworkPolicy } from "./render-network-policy";
import { renderRoutersRole } from "./routers-role";
import { podShapes } from "./pod-shapes";
import { shapeArgs } from "./shape-args";
import { withAnnotations, withMetadata } from "./shape-metadata";
import { shapePlugins } from "./shape-plugins";
import { changeMetricsPort, shapePorts } from "./shape-ports";
import { shapeRates } from "./shape-rates";
import { shapeShard } from "./shape-shard";
import { shapeSizing } from "./shape-sizing";
import type { ControllerCounts, ControllerSizing } from "./size-controller";

/** The objects of an install, in the groups in which they are registered. */
export interface InstallPlan {
  readonly namespace: Manifest | undefined;
  readonly crds: readonly Manifest[];
  /** Rights, config and metrics Service. */
  readonly support: readonly Manifest[];
  /** Of the controllers, first to last. */
  readonly deployments: readonly Manifest[];
  /** Nothing waits for it: a controller works without anybody who looks on. */
  readonly dashboard: readonly Manifest[];
  readonly sizing: ControllerSizing;
}

/** What objects of the release manifest are changed in, or left out, by subject. */
const changes: readonly ((object: Manifest, install: Install) => Manifest | undefined)[] = [
  changeMetricsService,
  changeNotifications,
  changeMetricsPort,
  changeAccount,
  changeRights,
];

/** What an install has beside the objects of the release manifest, by subject. The Deployments are those that are installed. */
const additions: readonly ((install: Install, deployments: readonly Manifest[]) => readonly Manifest[])[] = [
  renderRoutersRole,
  renderNetworkPolicy,
  renderExtraObjects,
  renderMonitors,
  renderAlerts,
  renderGrafana,
  renderNotifications,
];

/** What each controller of an install has beside its Deployment, by subject. */
const shardAdditions: readonly ((install: ShardInstall) => readonly Manifest[])[] = [renderDisruptionBudget];

/** What the Deployment of the release manifest is changed in, by subject. */
const shapes: readonly Shape[] = [
  shapeSizing,
  shapeArgs,
  shapeRates,
  shapePorts,
  shapeShard,
  // After it: pods are spread by the labels of their own Deployment, and keep them.
  ...podShapes,
  shapePlugins,
];

/** Turns the release manifest into the objects to register: namespace, image tag, memory, plugins, lean CRDs. */
export function planInstall(
  text: string,
  controller: ControllerConfig,
  counts: ControllerCounts = {},
): InstallPlan {
  const objects = readManifest(text, "controller.manifest").map((object) =>
    inNamespace(object, controller.namespace),
  );
  const [deployment, ...others] = objects.filter(({ kind }) => kind === "Deployment");
  if (deployment === undefined || others.length > 0) {
    throw new ManifestError(
      "controller.manifest: exactly one Deployment is expected in a release manifest of Argo Rollouts.",
    );
  }
  const release = objects.filter((object) => object !== deployment && !isCrd(object));
  const install = installOf(controller, release, deployment, counts);
  const shards = shardsOf(install);
  const config = renderControllerConfig(install);
  const withConfig: Shape = (parts) => withPodAnnotations(parts, configAnnotations(config));
  const deployments = shards.map((shard) => shapedDeployment(deployment, [...shapes, withConfig], shard));
  const withAll = (all: readonly Manifest[]) => all.map((object) => withMetadata(object, controller));
  return {
    namespace: controller.createNamespace ? controllerNamespace(controller) : undefined,
    crds: controller.crds.install
      ? objects.filter(isCrd).map((crd) => withAnnotations(leanCrd(crd), controller.crds.annotations))
      : [],
    support: withAll([
      ...release
        .filter((object) => !isControllerConfig(object))
        .flatMap((object) => changed(object, install)),
      ...(config === undefined ? [] : [config]),
      ...additions.flatMap((render) => render(install, deployments)),
      ...shards.flatMap((shard) => shardAdditions.flatMap((render) => render(shard))),
    ]),
    ...{ deployments: withAll(deployments), sizing: install.sizing },
    dashboard: withAll(renderDashboard(install)),
  };
}

function controllerNamespace({ namespace, podSecurity, ...of }: ControllerConfig): Manifest {
  const { namespaceLabels: labels, namespaceAnnotations: annotations } = of;
  return renderNamespace(namespace, { podSecurity, labels, annotations });
}

function changed(object: Manifest, install: Install): Manifest[] {
  let result: Manifest | undefined = object;
  for (const change of changes) result &&= change(result, install);
  return result === undefined ? [] : [result];
}

const clusterKinds = new Set(["CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding"]);

function inNamespace(object: Manifest, namespace: string): Manifest {
  if (!clusterKinds.has(object.kind)) return { ...object, metadata: { ...object.metadata, namespace } };
  if (object.kind !== "ClusterRoleBinding") return object;
  return { ...object, subjects: listAt(object, "subjects").map((subject) => ({ ...subject, namespace })) };
}
