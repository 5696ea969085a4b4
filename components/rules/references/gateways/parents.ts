import {
  formatPath,
  type GatewayRoute,
  gatewayRoutesOf,
  type KnownGateway,
  type KnownListener,
  type Path,
} from "../../../config";
import type { ServiceScope } from "../../scope";
import { refusesNamespace } from "./refused-namespace";

/** What comes of a route that its Gateway refuses. */
export const notTakenUp =
  "The Gateway does not take the route up: clients get no answer, and a canary no traffic.";

type ParentRef = GatewayRoute["route"]["parentRefs"][number];

/** A route of the service, with what it says that it belongs to. */
export interface RouteParents {
  readonly path: Path;
  /** An output's value is known only later. */
  readonly hostnames: NonNullable<ServiceScope["service"]["httpRoute"]["hostnames"]>;
  readonly parents: readonly Parent[];
}

export interface Parent {
  readonly path: Path;
  readonly ref: ParentRef;
  readonly kind: GatewayRoute["kind"];
}

/** A Gateway of the platform that a route names. */
export interface KnownParent extends Parent {
  readonly gateway: KnownGateway;
  /** Those that the name and the port mean. */
  readonly named: readonly KnownListener[];
}

export function routeParents({ name, service }: Pick<ServiceScope, "name" | "service">): RouteParents[] {
  const routes = gatewayRoutesOf(name, service).map(({ kind, path, route }) => ({
    path,
    hostnames: ("hostnames" in route ? route.hostnames : undefined) ?? [],
    parents: parentsAt([...path, "parentRefs"], route.parentRefs, kind),
  }));
  return [...routes, ...previewParents(service)];
}

/** A preview without Gateways of its own belongs to those of the route. */
function previewParents({ httpRoute, rollout }: ServiceScope["service"]): RouteParents[] {
  const { enabled, preview, parentRefs } = httpRoute;
  if (!enabled || !rollout.enabled || preview?.enabled !== true) return [];
  const path = ["httpRoute", "preview"];
  const at = preview.parentRefs === undefined ? ["httpRoute"] : path;
  const parents = parentsAt([...at, "parentRefs"], preview.parentRefs ?? parentRefs, "HTTPRoute");
  return [{ path, hostnames: preview.hostnames, parents }];
}

function parentsAt(path: Path, refs: readonly ParentRef[], kind: Parent["kind"]): Parent[] {
  return refs.map((ref, index) => ({ path: [...path, index], ref, kind }));
}

/** Every Gateway that a route names, once for each place that names it. */
export function gatewayParents(scope: ServiceScope): Parent[] {
  const parents = routeParents(scope)
    .flatMap((route) => route.parents)
    .filter(({ ref }) => isGateway(ref));
  return [...new Map(parents.map((one) => [formatPath(one.path), one])).values()];
}

export function knownParents(scope: ServiceScope): KnownParent[] {
  return gatewayParents(scope).flatMap((parent) => knownParent(parent, scope) ?? []);
}

/** Undefined where it is no Gateway of the platform. */
export function knownParent(
  parent: Parent,
  { around }: Pick<ServiceScope, "around">,
): KnownParent | undefined {
  const { ref } = parent;
  const { name, namespace = around.namespace?.name, sectionName, port } = ref;
  const gateway = around.platform?.gateways.find((one) => one.name === name && one.namespace === namespace);
  if (gateway === undefined || !isGateway(ref)) return undefined;
  const named = gateway.listeners.filter(
    (one) =>
      (sectionName === undefined || one.name === sectionName) && (port === undefined || one.port === port),
  );
  return { ...parent, gateway, named };
}

/** Those of the listeners that let the route's namespace in. */
export function openListeners(
  { named, gateway }: KnownParent,
  { around }: Pick<ServiceScope, "around">,
): KnownListener[] {
  return named.filter((one) => !refusesNamespace(one, gateway, around.namespace));
}

function isGateway({ group = "gateway.networking.k8s.io", kind = "Gateway" }: ParentRef): boolean {
  return kind === "Gateway" && group === "gateway.networking.k8s.io";
}
