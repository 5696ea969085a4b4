import { isManagedCopy } from "../../config";
import type { Manifest } from "../../manifests";
import type { RouteKind, SharedList } from "./shared-list";

const gatewayRules: SharedList = {
  at: ["spec", "rules"],
  backends: ["backendRefs"],
  names: [["namespace"], ["name"]],
  written: ["weight"],
  isMadeByStep: isManagedCopy,
};

const gatewayRoute = (version: string, kind: string, plural: string): RouteKind => ({
  apiVersion: `gateway.networking.k8s.io/${version}`,
  kind,
  plural,
  shared: [gatewayRules],
});

const glooRoutes: SharedList = {
  at: ["spec", "http"],
  backends: ["forwardTo", "destinations"],
  // Upstream: the plugin finds a Service by its name alone, and compares names whatever their case.
  names: [["ref", "name"]],
  written: ["weight"],
  isMadeByStep: (route, managed) => route.toLowerCase() === managed.toLowerCase(),
};

const istioRoutes = (protocol: string): SharedList => ({
  at: ["spec", protocol],
  backends: ["route"],
  names: [
    ["destination", "host"],
    ["destination", "subset"],
  ],
  written: ["weight"],
});

/** Only a canary's list has both versions: what is in another one was left behind by an earlier canary. */
const istioSubsets: SharedList = {
  at: ["spec", "subsets"],
  backends: [],
  names: [["name"]],
  written: ["labels", "rollouts-pod-template-hash"],
  countsWhole: true,
};

/** Upstream: `CreateAnnotationBasedPath`. Weights are in an annotation. */
const ingressRules: SharedList = {
  at: ["spec", "rules"],
  backends: ["http", "paths"],
  names: [["backend", "service", "name"]],
  written: [],
  stepsAddBackends: true,
};

const appMeshRoutes: SharedList = {
  at: ["spec", "routes"],
  backends: ["httpRoute", "action", "weightedTargets"],
  names: [["virtualNodeRef", "name"]],
  written: ["weight"],
};

/** A header route is an object of its own, which only the controller has. */
const apisixRules: SharedList = {
  at: ["spec", "http"],
  backends: ["backends"],
  names: [["serviceName"]],
  written: ["weight"],
  isMadeByStep: () => false,
};

/** The kinds that routers read, and what is written into them by others. */
export const routeKinds: readonly RouteKind[] = [
  gatewayRoute("v1", "HTTPRoute", "httproutes"),
  gatewayRoute("v1", "GRPCRoute", "grpcroutes"),
  gatewayRoute("v1alpha2", "TCPRoute", "tcproutes"),
  gatewayRoute("v1alpha2", "TLSRoute", "tlsroutes"),
  {
    apiVersion: "networking.gloo.solo.io/v2",
    kind: "RouteTable",
    plural: "routetables",
    shared: [glooRoutes],
  },
  {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    plural: "virtualservices",
    shared: [istioRoutes("http"), istioRoutes("tcp"), istioRoutes("tls")],
  },
  {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    plural: "destinationrules",
    shared: [istioSubsets],
  },
  {
    apiVersion: "traefik.io/v1alpha1",
    kind: "TraefikService",
    plural: "traefikservices",
    shared: [{ at: ["spec", "weighted", "services"], backends: [], names: [["name"]], written: ["weight"] }],
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    plural: "ingresses",
    shared: [ingressRules],
  },
  {
    apiVersion: "appmesh.k8s.aws/v1beta2",
    kind: "VirtualRouter",
    plural: "virtualrouters",
    shared: [appMeshRoutes],
  },
  {
    apiVersion: "appmesh.k8s.aws/v1beta2",
    kind: "VirtualNode",
    plural: "virtualnodes",
    shared: [],
    owned: ["spec.podSelector"],
  },
  {
    apiVersion: "apisix.apache.org/v2",
    kind: "ApisixRoute",
    plural: "apisixroutes",
    shared: [apisixRules],
  },
  // Upstream: `DefaultAmbassadorVersion`. The controller copies ours for the canary and writes into the copy alone.
  { apiVersion: "getambassador.io/v2", kind: "Mapping", plural: "mappings", shared: [] },
];

export function routeKindOf({
  apiVersion,
  kind,
}: Pick<Manifest, "apiVersion" | "kind">): RouteKind | undefined {
  return routeKinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
}
