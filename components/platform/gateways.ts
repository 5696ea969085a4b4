import {
  type GatewayConfig,
  type KnownGateway,
  type KnownListener,
  type Listener,
  listenerSecret,
} from "../config";
import { type Manifest, said } from "../manifests";

export type Gateways = Readonly<Record<string, GatewayConfig>>;

/** Those that the stack makes. */
export function renderGateways(gateways: Gateways): Manifest[] {
  return Object.entries(gateways)
    .filter(([, { create }]) => create)
    .map(([name, gateway]) => ({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: {
        ...{ name, namespace: gateway.namespace },
        labels: { "app.kubernetes.io/managed-by": "pulumi", ...gateway.labels },
        ...said(gateway, "annotations"),
      },
      spec: {
        gatewayClassName: gateway.gatewayClassName,
        listeners: gateway.listeners.map((listener) => renderListener(name, listener)),
        ...said(gateway, "addresses", "infrastructure"),
      },
    }));
}

function renderListener(gateway: string, { tls, allowedRoutes, ...listener }: Listener): object {
  return { ...listener, ...(tls && { tls: renderTls(gateway, listener.name, tls) }), allowedRoutes };
}

function renderTls(
  gateway: string,
  listener: string,
  { certificate, ...tls }: NonNullable<Listener["tls"]>,
): object {
  if (certificate === undefined) return tls;
  return { ...tls, certificateRefs: [{ name: listenerSecret(gateway, listener, certificate) }] };
}

/** What services of other stacks are checked against. */
export function knownGateways(gateways: Gateways): KnownGateway[] {
  return Object.entries(gateways).map(([name, { namespace, listeners }]) => ({
    ...{ name, namespace },
    listeners: listeners.map(knownListener),
  }));
}

function knownListener({ name, port, protocol, hostname, tls, allowedRoutes }: Listener): KnownListener {
  const { namespaces, kinds } = allowedRoutes;
  const { from, selector } = namespaces;
  return {
    ...{ name, port, protocol, from },
    ...(hostname !== undefined && { hostname }),
    ...(selector && { selector }),
    kinds: kinds?.map(({ kind }) => kind) ?? kindsOf(protocol, tls?.mode),
  };
}

/** Upstream: what a listener takes when it does not say. */
function kindsOf(protocol: Listener["protocol"], mode: string | undefined): string[] {
  if (protocol === "TLS") return mode === "Passthrough" ? ["TLSRoute"] : ["TLSRoute", "TCPRoute"];
  if (protocol === "TCP" || protocol === "UDP") return [`${protocol}Route`];
  return ["HTTPRoute", "GRPCRoute"];
}
