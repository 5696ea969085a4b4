import {
  type GatewayRoute,
  gatewayRoutesOf,
  grpcRulesOf,
  httpRulesOf,
  redirects,
  servicePort,
} from "../config";
import { type Manifest, type Metadata, metadata, said, type Subject } from "../manifests";
import type { Backend } from "./backends";
import type { Router, Traffic } from "./router";

const GROUP = "gateway.networking.k8s.io";
/** The plugin reads TCPRoutes and TLSRoutes in this version alone. */
const versions = { HTTPRoute: "v1", GRPCRoute: "v1", TCPRoute: "v1alpha2", TLSRoute: "v1alpha2" } as const;
const everyPath = [{ path: { type: "PathPrefix", value: "/" } }];

/** Routes of the Gateway API, Linkerd's too. Their weights are written by the controller's Gateway API plugin. */
export const gatewayApi: Router = (subject, traffic) => [
  ...gatewayRoutesOf(subject.name, subject.service).map((route) =>
    render(subject, route, backendRefs(subject, route, traffic.backends)),
  ),
  ...previewOf(subject, traffic),
];

/** In a route of its own: the plugin takes a rule that leads to the canary alone for one that a step has made. */
function previewOf(subject: Subject, { preview: service }: Traffic): Manifest[] {
  const { httpRoute } = subject.service;
  const { enabled, preview, parentRefs } = httpRoute;
  if (!enabled || preview?.enabled !== true || service === undefined) return [];
  const values = { ...said(httpRoute, "port", "annotations"), ...preview };
  const own = { ...values, parentRefs: preview.parentRefs ?? parentRefs };
  const route = { kind: "HTTPRoute", name: `${subject.name}-preview`, path: [], route: own } as const;
  return [render(subject, route, backendRefs(subject, route, [{ service }]))];
}

type BackendRefs = ReturnType<typeof backendRef>[];
/** A route as it is said, wherever it stands. */
type RouteValues = DistributivePick<GatewayRoute, "kind" | "route">;
type DistributivePick<T, K extends keyof T> = T extends T ? Pick<T, K> : never;

function backendRefs({ service }: Subject, { route }: GatewayRoute, backends: readonly Backend[]) {
  const port = servicePort(service, route.port) ?? service.service.port;
  return backends.map(({ service: name, weight = 1 }) => backendRef(name, port, weight));
}

export function backendRef(name: string, port: number, weight = 1) {
  return { group: "", kind: "Service", name, port, weight };
}

function render(subject: Subject, route: GatewayRoute, refs: BackendRefs): Manifest {
  const { annotations } = route.route;
  return routeTo(refs, route, {
    ...metadata(subject, { ...(annotations && { annotations }) }),
    name: route.name,
  });
}

/** What the API server would fill in is spelled out, so that the live object differs in weights alone. */
export function routeTo(refs: BackendRefs, route: RouteValues, metadata: Metadata): Manifest {
  return {
    apiVersion: `${GROUP}/${versions[route.kind]}`,
    kind: route.kind,
    metadata,
    spec: {
      parentRefs: route.route.parentRefs.map((ref) => ({
        group: ref.kind === "Service" ? "" : GROUP,
        kind: "Gateway",
        ...ref,
      })),
      ...("hostnames" in route.route && said(route.route, "hostnames")),
      rules: rulesOf(route, refs),
    },
  };
}

function rulesOf(route: RouteValues, refs: BackendRefs): object[] {
  if (route.kind === "HTTPRoute")
    return httpRulesOf(route.route).map((rule) => ({
      ...said(rule, "name", "filters", "timeouts"),
      matches: rule.matches ?? everyPath,
      ...(redirects(rule) ? {} : { backendRefs: rule.backendRefs ?? refs }),
    }));
  if (route.kind === "GRPCRoute")
    return grpcRulesOf(route.route).map((rule) => ({
      ...said(rule, "name", "matches", "filters"),
      backendRefs: rule.backendRefs ?? refs,
    }));
  return [{ backendRefs: refs }];
}
