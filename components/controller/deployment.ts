import { type DataObject, isDataObject } from "../config";
import type { Manifest, Metadata } from "../manifests";
import type { ShardInstall } from "./install";
import { ManifestError } from "./install-manifest";

/** Part of an object: what the manifest says, and values that a program may give as an `Output`. */
export type Fields = Readonly<Record<string, unknown>>;

/** The manifest's Deployment taken apart, so that each subject changes its own part of it. */
export interface ControllerDeployment {
  readonly metadata: Metadata;
  /** Without the pods' template. */
  readonly spec: Fields;
  readonly podMetadata: Fields;
  /** Without the containers. */
  readonly pod: Fields;
  /** The controller's own. */
  readonly container: Fields;
  readonly sidecars: readonly Fields[];
}

/** A subject's change of the Deployment. */
export type Shape = (deployment: ControllerDeployment, install: ShardInstall) => ControllerDeployment;

export function shapedDeployment(
  manifest: Manifest,
  shapes: readonly Shape[],
  install: ShardInstall,
): Manifest {
  const shaped = shapes.reduce((deployment, shape) => shape(deployment, install), apart(manifest));
  const { metadata, spec, podMetadata, pod, container, sidecars } = shaped;
  const template = { metadata: podMetadata, spec: { ...pod, containers: [container, ...sidecars] } };
  return { ...manifest, metadata, spec: { ...spec, template } };
}

function apart(manifest: Manifest): ControllerDeployment {
  const { template, ...spec } = mapAt(manifest, "spec");
  const { containers, ...pod } = mapAt({ template }, "template", "spec");
  const [container, ...sidecars] = Array.isArray(containers) ? containers.filter(isDataObject) : [];
  if (container === undefined)
    throw new ManifestError("controller.manifest: the Deployment has no pod template.");
  return {
    ...{ metadata: manifest.metadata, spec, pod, container, sidecars },
    podMetadata: mapAt({ template }, "template", "metadata"),
  };
}

export function mapAt(object: Fields, ...keys: readonly string[]): DataObject {
  const [key = "", ...rest] = keys;
  const value = object[key];
  const map = isDataObject(value) ? value : {};
  return rest.length === 0 ? map : mapAt(map, ...rest);
}

/** Annotations on the controller's pods. */
export function withPodAnnotations(
  deployment: ControllerDeployment,
  annotations: DataObject,
): ControllerDeployment {
  if (Object.keys(annotations).length === 0) return deployment;
  const own = mapAt(deployment.podMetadata, "annotations");
  return {
    ...deployment,
    podMetadata: { ...deployment.podMetadata, annotations: { ...own, ...annotations } },
  };
}
