import type * as k8s from "@pulumi/kubernetes";
import { deliveryOf } from "../config";
import type { Manifest } from "../manifests";
import { metadata, selectorLabels, type Subject } from "./subject";

/** The apex, which is what clients in the cluster call whatever the kind and strategy, and those that the strategy names. */
export function renderServices(subject: Subject): Manifest[] {
  const inside = { ...subject, service: withClusterIP(subject.service) };
  const others = strategyServices(subject).filter((name) => name !== subject.name);
  return [renderService(subject, subject.name), ...others.map((name) => renderService(inside, name))];
}

/** Services that the controller points at one version. */
export function strategyServices({ name, service }: Subject): string[] {
  const delivery = deliveryOf(name, service);
  if (delivery.kind === "Deployment") return [];
  if (delivery.kind === "blueGreen")
    return [delivery.blueGreen.activeService, delivery.blueGreen.previewService];
  const { stableService, canaryService, pingPong } = delivery.canary;
  return [stableService, canaryService, pingPong?.pingService, pingPong?.pongService].filter(
    (one) => one !== undefined,
  );
}

/** They are for routers, people and tests in the cluster: they do not ask for a load balancer of their own. */
function withClusterIP(service: Subject["service"]): Subject["service"] {
  const { port, selector } = service.service;
  return { ...service, service: { port, type: "ClusterIP", ...(selector && { selector }) } };
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
      selector: subject.service.service.selector ?? selectorLabels(subject),
      ports: [{ name: "http", port, targetPort: "http", protocol: "TCP" }],
    } satisfies k8s.types.input.core.v1.ServiceSpec,
  };
}
