import type * as k8s from "@pulumi/kubernetes";
import type { Manifest } from "../manifests";
import { metadata, selectorLabels, type Subject } from "./subject";

/** What clients in the cluster call: always the service's own name, whatever its kind and strategy. */
export function apexServiceName({ name }: Subject): string {
  return name;
}

export function previewServiceName({ name }: Subject): string {
  return `${name}-preview`;
}

/** The apex and, for blue-green, the Service that shows the new version before it goes live. */
export function renderServices(subject: Subject): Manifest[] {
  const { rollout } = subject.service;
  const isBlueGreen = rollout.enabled && rollout.strategy !== "canary";
  return [renderService(subject, apexServiceName(subject)), ...(isBlueGreen ? [renderPreview(subject)] : [])];
}

function renderPreview(subject: Subject): Manifest {
  return renderService({ ...subject, service: withClusterIP(subject.service) }, previewServiceName(subject));
}

/** A preview is for people and tests in the cluster: it does not ask for a load balancer of its own. */
function withClusterIP(service: Subject["service"]): Subject["service"] {
  return { ...service, service: { port: service.service.port, type: "ClusterIP" } };
}

function renderService(subject: Subject, name: string): Manifest {
  const { port, type, annotations = {} } = subject.service.service;
  // A Service that selects pods of a broken canary is not ready for ten minutes: an up in its middle must not wait for it.
  const awaiting = type === "LoadBalancer" ? {} : { "pulumi.com/skipAwait": "true" };
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...metadata(subject, { annotations: { ...awaiting, ...annotations } }), name },
    spec: {
      type,
      selector: selectorLabels(subject),
      ports: [{ name: "http", port, targetPort: "http", protocol: "TCP" }],
    } satisfies k8s.types.input.core.v1.ServiceSpec,
  };
}
