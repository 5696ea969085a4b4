import type { Manifest } from "../../manifests";
import type { RouteKind, SharedList } from "./shared-list";

const gatewayRules: SharedList = {
  at: ["spec", "rules"],
  backends: ["backendRefs"],
  names: [["namespace"], ["name"]],
  written: ["weight"],
  // Upstream: the plugin makes one rule for each of ours, and numbers all but the first.
  isMadeByStep: (route, managed) =>
    route.startsWith(managed) && /^(-\d+)?$/.test(route.slice(managed.length)),
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

/** Upstream: `CreateAnnotationBasedPath`. Weights are in an annotation. */
const ingressRules: SharedList = {
  at: ["spec", "rules"],
  backends: ["http", "paths"],
  names: [["backend", "service", "name"]],
  written: [],
  stepsAddBackends: true,
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
  {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    plural: "httproutes",
    shared: [gatewayRules],
  },
  {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    plural: "virtualservices",
    shared: [istioRoutes("http"), istioRoutes("tcp"), istioRoutes("tls")],
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    plural: "ingresses",
    shared: [ingressRules],
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
