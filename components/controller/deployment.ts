import { type ControllerConfig, type Data, type DataObject, isDataObject } from "../config";
import type { Manifest } from "../manifests";
import { ManifestError } from "./install-manifest";
import { controllerMemory } from "./sizing";

/** The manifest's Deployment with the release's image, memory for its Rollouts, and annotations on its pods. */
export function configuredDeployment(
  deployment: Manifest,
  { version, rollouts }: ControllerConfig,
  annotations: DataObject,
): Manifest {
  const memory = controllerMemory(rollouts);
  const spec = objectAt(deployment, "spec");
  const template = objectAt(spec, "template");
  const pod = objectAt(template, "spec");
  const containers = Array.isArray(pod["containers"]) ? pod["containers"].filter(isDataObject) : [];
  const changed = containers.map((container) => ({
    ...container,
    image: withTag(container["image"], version),
    imagePullPolicy: "IfNotPresent",
    resources: withMemory(container["resources"], memory.request, memory.limit),
  }));
  return {
    ...deployment,
    spec: {
      ...spec,
      template: { ...annotated(template, annotations), spec: { ...pod, containers: changed } },
    },
  };
}

function annotated(template: DataObject, annotations: DataObject): DataObject {
  if (Object.keys(annotations).length === 0) return template;
  const metadata = isDataObject(template["metadata"]) ? template["metadata"] : {};
  const own = isDataObject(metadata["annotations"]) ? metadata["annotations"] : {};
  return { ...template, metadata: { ...metadata, annotations: { ...own, ...annotations } } };
}

function objectAt(object: Readonly<Record<string, unknown>>, key: string): DataObject {
  const value = object[key];
  if (isDataObject(value)) return value;
  throw new ManifestError("controller.manifest: the Deployment has no pod template.");
}

/** The manifest in the source tree says `latest`; a release's says its own version. */
function withTag(image: Data, version: string): string {
  const repository = String(image).replace(/(:[^:/@]+)?(@.*)?$/, "");
  return `${repository}:v${version}`;
}

function withMemory(resources: Data, request: number, limit: number): DataObject {
  const { requests, limits } = isDataObject(resources) ? resources : {};
  return {
    requests: { ...(isDataObject(requests) && requests), memory: `${request}Mi` },
    limits: { ...(isDataObject(limits) && limits), memory: `${limit}Mi` },
  };
}
