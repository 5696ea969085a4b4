import { type CanaryConfig, type Path, routersOf, type ServiceConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

const managedRoutes = ["rollout", "canary", "trafficRouting", "managedRoutes"] as const;

export const managedRouteListed: Rule<ServiceScope> = {
  id: "managed-route-listed",
  severity: "error",
  what: "A step makes a route that is not among the managed routes.",
  why: "The controller refuses the whole Rollout (InvalidSpec): it would not know which routes to remove at the end.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    if (canary?.trafficRouting === undefined) return;
    const names = namesOf(canary);
    for (const [index, { setHeaderRoute, setMirrorRoute }] of canary.steps.entries()) {
      for (const [action, route] of Object.entries({ setHeaderRoute, setMirrorRoute })) {
        if (route === undefined || names.includes(route.name)) continue;
        yield {
          path: ["rollout", "canary", "steps", index, action, "name"],
          reason: `${route.name} is not in trafficRouting.managedRoutes.`,
          hint: `Add \`name: ${route.name}\` there.`,
        };
      }
    }
  },
};

export const managedRouteUnique: Rule<ServiceScope> = {
  id: "managed-route-unique",
  severity: "error",
  what: "Two managed routes have one name.",
  why: "The router puts the route twice into its object, or takes one route for the other when it removes it.",
  upstream:
    "argo-rollouts rollout/trafficrouting/istio/istio.go and the gatewayAPI plugin, one rule per source rule",
  *check({ canary }) {
    const names = namesOf(canary);
    const routers = routersOf(canary?.trafficRouting);
    const isNumbered = routers.some(({ traits }) => traits.managedRouteNames === "numbered");
    for (const [index, name] of names.entries()) {
      const source = isNumbered ? name.replace(/-\d+$/, "") : name;
      const isTaken = names.indexOf(name) < index || (source !== name && names.includes(source));
      if (!isTaken) continue;
      yield {
        path: nameAt(index),
        reason: `${name} is ${source === name ? "there already" : `what the router calls a copy of ${source}`}.`,
        hint: "Choose another name.",
      };
    }
  },
};

const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const managedRouteName: Rule<ServiceScope> = {
  id: "managed-route-name",
  severity: "error",
  what: "A managed route has a name that Kubernetes does not take.",
  why: "The router cannot write the route when the update reaches its step, and the update stays there.",
  upstream: "kubernetes.io: Object Names and IDs; Gateway API: HTTPRouteRule.name",
  *check({ canary }) {
    const routers = routersOf(canary?.trafficRouting);
    const strict = routers.filter(({ traits }) => traits.managedRouteNames !== "free");
    if (strict.length === 0) return;
    for (const [index, name] of namesOf(canary).entries()) {
      if (dnsName.test(name)) continue;
      yield {
        path: nameAt(index),
        reason: `${name} is not a name for ${listed(strict.map((router) => router.name))}.`,
        hint: "Use lower-case letters, digits and dashes.",
      };
    }
  },
};

export const managedRouteIsOwn: Rule<ServiceScope> = {
  id: "managed-route-is-own",
  severity: "error",
  what: "The route that splits the traffic is among the managed routes.",
  why: "The controller removes all managed routes at the end of an update and at an abort: clients get no answer.",
  upstream:
    "argo-rollouts rollout/trafficrouting/istio/istio.go, alb/alb.go and Gloo's plugin, RemoveManagedRoutes",
  *check({ service, canary }) {
    const own = ownRoutes(service, canary);
    for (const [index, name] of namesOf(canary).entries()) {
      const what = own.get(name);
      if (what === undefined) continue;
      yield {
        path: nameAt(index),
        reason: `${name} is ${what}, and managed routes are removed.`,
        hint: "Name here only routes that steps make.",
      };
    }
  },
};

/** Name -> what the router calls so. */
function ownRoutes(
  service: ServiceConfig,
  canary: CanaryConfig | undefined,
): ReadonlyMap<string | undefined, string> {
  const inTable = (canary && service.routing.gloo?.http) ?? [];
  const { istio, alb, apisix } = canary?.trafficRouting ?? {};
  const { virtualService, virtualServices = [] } = istio ?? {};
  const routes = [virtualService, ...virtualServices].flatMap((one) => one?.routes ?? []);
  const action = alb && (alb.rootService ?? canary?.stableService);
  return new Map([
    ...inTable.map(({ name }) => [name, "a route of the RouteTable"] as const),
    ...routes.map((route) => [route, "a route of the VirtualService"] as const),
    [apisix?.route.name, "the ApisixRoute"] as const,
    [action, "the action of the load balancer"] as const,
  ]);
}

function namesOf(canary: CanaryConfig | undefined): string[] {
  return (canary?.trafficRouting?.managedRoutes ?? []).map(({ name }) => name);
}

function nameAt(index: number): Path {
  return [...managedRoutes, index, "name"];
}
