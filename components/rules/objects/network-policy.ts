import { gatewayRoutesOf, istioOf, type ServiceConfig, traefikOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

/** Routers whose proxies stand before the cluster. */
const edges = ["nginx", "alb", "apisix", "ambassador"] as const;

/** Who calls from elsewhere, by the key that asks for it. */
const callers: readonly { readonly who: string; readonly calls: (service: ServiceConfig) => boolean }[] = [
  { who: "the Gateway of httpRoute", calls: ({ httpRoute }) => httpRoute.enabled },
  {
    who: "the Gateways of routing.gatewayApi",
    calls: (service) => gatewayRoutesOf("", service).some(({ path }) => path.includes("gatewayApi")),
  },
  {
    who: "the gateways of Istio",
    calls: (service) => (istioOf(service)?.gateways ?? []).length > 0,
  },
  {
    who: "the gateways of routing.gloo",
    calls: ({ routing }) => routing.gloo?.enabled === true && routing.gloo.virtualGateways !== undefined,
  },
  { who: "Traefik", calls: (service) => traefikOf(service) !== undefined },
  ...edges.map((router) => ({
    who: `the proxies of routing.${router}`,
    calls: ({ routing }: ServiceConfig) => routing[router]?.enabled === true,
  })),
  { who: "whoever calls its load balancer or nodes", calls: ({ service }) => service.type !== "ClusterIP" },
  {
    who: "Prometheus",
    calls: ({ monitoring }) => monitoring.serviceMonitor.enabled || monitoring.podMonitor.enabled,
  },
];

export const networkPolicyShutsOut: Rule<ServiceScope> = {
  id: "network-policy-shuts-out",
  severity: "warning",
  what: "A NetworkPolicy lets in the service's own namespace alone, and something calls from elsewhere.",
  why: "Gateways and Prometheus usually have a namespace of their own: their requests time out without a word.",
  upstream: "kubernetes.io: Network Policies, behavior of to and from selectors",
  *check({ service }) {
    if (!service.networkPolicy.enabled || letsOthersIn(service.networkPolicy)) return;
    const shutOut = callers.filter(({ calls }) => calls(service)).map(({ who }) => who);
    if (shutOut.length === 0) return;
    yield {
      path: ["networkPolicy"],
      reason: `Only pods of the same namespace may call, so ${shutOut.join(", ")} may be shut out.`,
      hint: "Name their namespaces in allowFrom.namespaces.",
    };
  },
};

function letsOthersIn({ allowFrom, ingress = [] }: ServiceConfig["networkPolicy"]): boolean {
  const peers = ingress.flatMap(({ from }) => from ?? [{ namespaceSelector: {} }]);
  return (
    (allowFrom?.namespaces ?? []).length > 0 ||
    peers.some((peer) => peer.namespaceSelector !== undefined || peer.ipBlock !== undefined)
  );
}
