import type * as k8s from "@pulumi/kubernetes";
import { selectorOf } from "../../config";
import { type Manifest, metadata, selectorLabels, type Subject } from "../../manifests";

type Config = Subject["service"]["networkPolicy"];
type Spec = k8s.types.input.networking.v1.NetworkPolicySpec;

/** Set by the API server on every namespace. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";
const dns = { ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })) };

export function renderNetworkPolicy(subject: Subject): Manifest | undefined {
  const { networkPolicy, service } = subject.service;
  if (!networkPolicy.enabled) return undefined;
  const egress = egressOf(networkPolicy);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(subject),
    spec: {
      podSelector: { matchLabels: service.selector ?? selectorLabels(subject) },
      policyTypes: egress === undefined ? ["Ingress"] : ["Ingress", "Egress"],
      ingress: ingressOf(subject),
      ...(egress && { egress }),
    } satisfies Spec,
  };
}

function ingressOf(subject: Subject) {
  const { allowFrom, ingress = [] } = subject.service.networkPolicy;
  const ports = [ownPort(subject)];
  const isDefault = allowFrom === undefined && subject.service.networkPolicy.ingress === undefined;
  const from = isDefault ? [{ podSelector: {} }] : peersOf(allowFrom);
  return [
    ...(from.length > 0 ? [{ from, ports }] : []),
    ...ingress.map((rule) => ({ ...rule, ports: rule.ports ?? ports })),
  ];
}

function egressOf({ allowTo, egress, allowDns }: Config) {
  if (allowTo === undefined && egress === undefined) return undefined;
  const to = peersOf(allowTo);
  return [...(allowDns ? [dns] : []), ...(to.length > 0 ? [{ to }] : []), ...(egress ?? [])];
}

/** Policies see pods, not Services: what counts is the container's port. Nobody knows its name in pods from elsewhere. */
function ownPort({ service }: Subject) {
  const { port, targetPort = port, selector } = service.service;
  return { protocol: "TCP", port: selector === undefined ? "http" : targetPort };
}

function peersOf(
  { services, namespaces }: NonNullable<Config["allowFrom"]> = { services: [], namespaces: [] },
) {
  return [
    ...services.map((name) => ({ podSelector: { matchLabels: selectorOf(name) } })),
    ...namespaces.map((name) => ({ namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: name } } })),
  ];
}
