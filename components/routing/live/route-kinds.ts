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

/** Only a canary's list has both versions: what is in another one was left behind by an earlier canary. */
const istioSubsets: SharedList = {
  at: ["spec", "subsets"],
  backends: [],
  names: [["name"]],
  written: ["labels", "rollouts-pod-template-hash"],
  countsWhole: true,
};

const appMeshRoutes: SharedList = {
  at: ["spec", "routes"],
  backends: ["httpRoute", "action", "weightedTargets"],
  names: [["virtualNodeRef", "name"]],
  written: ["weight"],
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
];

export function routeKindOf({
  apiVersion,
  kind,
}: Pick<Manifest, "apiVersion" | "kind">): RouteKind | undefined {
  return routeKinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
}
