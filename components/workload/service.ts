import type * as k8s from "@pulumi/kubernetes";
import { APEX_LABEL, deliveryOf } from "../config";
import { type Manifest, metadata, said, selectorLabels, type Subject } from "../manifests";
import { targetOf } from "./pod/ports";
import { workloadRefOf } from "./rollout";

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

/**
 * The controller puts its pod hash into the selectors of the Services that it switches. The package never changes the
 * selector that it makes, so that one is left alone everywhere; one from the values is shipped where the controller has
 * no hand in it.
 */
export function ownedByController(subject: Subject, service: Manifest): string[] {
  const isOurs = subject.service.service.selector === undefined;
  return isOurs || strategyServices(subject).includes(service.metadata.name) ? ["spec.selector"] : [];
}

/** They are for routers, people and tests in the cluster: they do not ask for a load balancer of their own. */
function withClusterIP(service: Subject["service"]): Subject["service"] {
  const { annotations, nodePort, ports, ...others } = service.service;
  const inside = ports.map(({ nodePort: onNodes, ...port }) => port);
  return { ...service, service: { ...others, ports: inside, type: "ClusterIP" } };
}

function renderService(subject: Subject, name: string): Manifest {
  const { type, annotations = {}, selector } = subject.service.service;
  // A Service that selects pods of a broken canary is not ready for ten minutes: an up in its middle must not wait for it.
  const awaiting = type === "LoadBalancer" ? {} : { "pulumi.com/skipAwait": "true" };
  const common = metadata(subject, { annotations: { ...awaiting, ...annotations } });
  const isMonitored = name === subject.name && subject.service.monitoring.serviceMonitor.enabled;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...common, name, ...(isMonitored && { labels: { ...common.labels, ...APEX_LABEL } }) },
    spec: {
      type,
      selector: selector ?? selectorLabels(subject),
      ports: servicePorts(subject),
    } satisfies k8s.types.input.core.v1.ServiceSpec,
  };
}

function servicePorts(subject: Subject) {
  const { service } = subject.service;
  const { port, targetPort = port, ports } = service;
  // Nobody knows what the ports of pods from elsewhere are called.
  const areOurs = workloadRefOf(subject) === undefined;
  return [
    {
      name: "http",
      port,
      targetPort: areOurs ? "http" : targetPort,
      protocol: "TCP",
      ...said(service, "appProtocol", "nodePort"),
    },
    ...ports.map((one) => ({
      name: one.name,
      port: one.port,
      targetPort: areOurs ? targetOf(subject, one) : (one.targetPort ?? one.port),
      protocol: one.protocol,
      ...said(one, "appProtocol", "nodePort"),
    })),
  ];
}
