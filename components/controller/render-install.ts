import { loadAll, YAMLException } from "js-yaml";
import { type ControllerConfig, isDataObject } from "../config";
import { type Manifest, renderNamespace } from "../manifests";
import { renderAlerts } from "./alerts";
import { configAnnotations, isControllerConfig, renderControllerConfig } from "./controller-config";
import { type Shape, shapedDeployment, withPodAnnotations } from "./deployment";
import { renderGrafana } from "./grafana";
import { type Install, installOf, type ShardInstall, shardsOf } from "./install";
import { ManifestError } from "./install-manifest";
import { changeMetricsService, renderMonitors } from "./metrics";
import { changeNotifications, renderNotifications } from "./notifications";
import { renderRoutersRole } from "./routers-role";
import { shapeImage } from "./shape-image";
import { shapeMemory } from "./shape-memory";
import { shapeInstanceId, shapeShard } from "./shape-shard";

/** The objects of an install, in the groups in which they are registered. */
export interface InstallPlan {
  readonly namespace: Manifest | undefined;
  readonly crds: readonly Manifest[];
  /** Rights, config and metrics Service. */
  readonly support: readonly Manifest[];
  /** Of the controllers, first to last. */
  readonly deployments: readonly Manifest[];
}

/** What objects of the release manifest are changed in, or left out, by subject. */
const changes: readonly ((object: Manifest, install: Install) => Manifest | undefined)[] = [
  changeMetricsService,
  changeNotifications,
];

/** What an install has beside the objects of the release manifest, by subject. The Deployments are those that are installed. */
const additions: readonly ((install: Install, deployments: readonly Manifest[]) => readonly Manifest[])[] = [
  renderRoutersRole,
  renderMonitors,
  renderAlerts,
  renderGrafana,
  renderNotifications,
];

/** What each controller of an install has beside its Deployment, by subject. */
const shardAdditions: readonly ((install: ShardInstall) => readonly Manifest[])[] = [];

/** What the Deployment of the release manifest is changed in, by subject. */
const shapes: readonly Shape[] = [shapeImage, shapeMemory, shapeInstanceId, shapeShard];

/** Turns the release manifest into the objects to register: namespace, image tag, memory, plugins, lean CRDs. */
export function planInstall(text: string, controller: ControllerConfig): InstallPlan {
  const objects = readManifest(text).map((object) => inNamespace(object, controller.namespace));
  const [deployment, ...others] = objects.filter(({ kind }) => kind === "Deployment");
  if (deployment === undefined || others.length > 0) {
    throw new ManifestError(
      "controller.manifest: exactly one Deployment is expected in a release manifest of Argo Rollouts.",
    );
  }
  const release = objects.filter((object) => object !== deployment && !isCrd(object));
  const install = installOf(controller, release, deployment);
  const shards = shardsOf(install);
  const config = renderControllerConfig(install);
  const withConfig: Shape = (parts) => withPodAnnotations(parts, configAnnotations(config));
  const deployments = shards.map((shard) => shapedDeployment(deployment, [...shapes, withConfig], shard));
  return {
    namespace: controller.createNamespace ? renderNamespace(controller.namespace) : undefined,
    crds: controller.crds.install ? objects.filter(isCrd).map(leanCrd) : [],
    support: [
      ...release
        .filter((object) => !isControllerConfig(object))
        .flatMap((object) => changed(object, install)),
      ...(config === undefined ? [] : [config]),
      ...additions.flatMap((render) => render(install, deployments)),
      ...shards.flatMap((shard) => shardAdditions.flatMap((render) => render(shard))),
    ],
    deployments,
  };
}

function changed(object: Manifest, install: Install): Manifest[] {
  let result: Manifest | undefined = object;
  for (const change of changes) result &&= change(result, install);
  return result === undefined ? [] : [result];
}

function readManifest(text: string): Manifest[] {
  return documents(text)
    .filter((object) => object !== null)
    .map((object) => {
      if (isManifest(object)) return object;
      throw new ManifestError(
        "controller.manifest: a document is not a Kubernetes object (apiVersion, kind, metadata.name).",
      );
    });
}

function documents(text: string): unknown[] {
  try {
    return loadAll(text);
  } catch (error) {
    if (error instanceof YAMLException)
      throw new ManifestError(`controller.manifest: not valid YAML: ${error.reason}`);
    throw error;
  }
}

function isManifest(object: unknown): object is Manifest {
  if (!isDataObject(object) || !isDataObject(object["metadata"])) return false;
  return [object["apiVersion"], object["kind"], object["metadata"]["name"]].every(
    (field) => typeof field === "string",
  );
}

function isCrd({ kind }: Manifest): boolean {
  return kind === "CustomResourceDefinition";
}

const clusterKinds = new Set(["CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding"]);

function inNamespace(object: Manifest, namespace: string): Manifest {
  if (!clusterKinds.has(object.kind)) return { ...object, metadata: { ...object.metadata, namespace } };
  if (object.kind !== "ClusterRoleBinding") return object;
  const subjects = Array.isArray(object["subjects"]) ? object["subjects"].filter(isDataObject) : [];
  return { ...object, subjects: subjects.map((subject) => ({ ...subject, namespace })) };
}

/**
 * Without descriptions: 1.3 MB of CRDs become 0.3 MB, in every state file and on the way to the API server; nothing that
 * validates is lost. With `patchForce`, since an install over CRDs that an earlier one left behind takes them over.
 */
function leanCrd(crd: Manifest): Manifest {
  const annotations = { ...crd.metadata.annotations, "pulumi.com/patchForce": "true" };
  return { ...crd, spec: withoutDescriptions(crd["spec"]), metadata: { ...crd.metadata, annotations } };
}

function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (!isDataObject(schema)) return schema;
  // A property that is called "description" holds a schema, not a text.
  const kept = Object.entries(schema).filter(
    ([key, value]) => key !== "description" || typeof value !== "string",
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}
