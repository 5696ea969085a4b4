import {
  type CanaryConfig,
  type GatewayRoute,
  gatewayRoutesOf,
  grpcRulesOf,
  httpRulesOf,
  isManagedCopy,
  isSteerable,
  type Path,
  redirects,
  servicePort,
} from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { gatewayApiOf, maySteer, takesHeaderRoutes } from "./gateway-api-settings";
import { listed } from "./listed";

export const gatewayRoutePort: Rule<ServiceScope> = {
  id: "gateway-route-port",
  severity: "error",
  what: "A route leads to a port that the service does not have.",
  why: "The Gateway does not resolve the route: clients get an error, whatever the pods answer.",
  upstream: "Gateway API docs: BackendObjectReference.port; Route condition ResolvedRefs",
  *check({ name, service }) {
    const ports = [service.service, ...service.service.ports].map(({ port }) => String(port));
    const { gloo } = service.routing;
    const wanted = [
      ...gatewayRoutesOf(name, service).map(({ path, route }) => ({ path, port: route.port })),
      ...(gloo?.enabled === true ? [{ path: ["routing", "gloo"], port: gloo.port }] : []),
    ];
    for (const { path, port } of wanted) {
      if (servicePort(service, port) !== undefined) continue;
      yield {
        path: [...path, "port"],
        reason: `${String(port)} is not a port of the service.`,
        hint: `Choose ${listed(ports, "or")}, or add it to service.ports.`,
      };
    }
  },
};

export const gatewayRuleManaged: Rule<ServiceScope> = {
  id: "gateway-rule-managed",
  severity: "error",
  what: "A rule of a route looks like one that a step has made: by its name, or as it leads to the canary alone.",
  why: "With header routes the plugin removes such rules at the end of an update and at an abort.",
  upstream: "rollouts-plugin-trafficrouter-gatewayapi: isHTTPManagedRule, and issue 217",
  *check({ name, service, canary }) {
    const settings = gatewayApiOf(canary);
    if (canary === undefined || settings === undefined || !takesHeaderRoutes(settings)) return;
    const managed = (canary.trafficRouting?.managedRoutes ?? []).map((route) => route.name);
    for (const route of gatewayRoutesOf(name, service).filter((one) => maySteer(settings, one))) {
      for (const { path, name: rule, backend } of rulesIn(route)) {
        if (rule !== undefined && managed.some((one) => isManagedCopy(rule, one)))
          yield {
            path: [...path, "name"],
            reason: `${rule} is what a step's route is called.`,
            hint: "Choose another name.",
          };
        if (isCanary(backend, canary))
          yield {
            path: [...path, "backendRefs"],
            reason: `It leads to ${canary.canaryService ?? ""} alone.`,
            hint: "Take the rule out: httpRoute.preview shows the new version in a route of its own.",
          };
      }
    }
  },
};

/** Upstream: maxItems of `HTTPRouteSpec.rules` and `GRPCRouteSpec.rules`. */
const MOST_RULES = 16;

export const gatewayRuleCount: Rule<ServiceScope> = {
  id: "gateway-rule-count",
  severity: "error",
  what: "With the rules that header steps make a route of the Gateway API has too many.",
  why: "The plugin makes one for each of ours: the API server refuses the route at the step, and the update stays there.",
  upstream: "Gateway API: HTTPRouteSpec.rules; rollouts-plugin-trafficrouter-gatewayapi 0.15",
  *check({ name, service, canary }) {
    const steps = canary?.steps ?? [];
    const headers = new Set(steps.flatMap(({ setHeaderRoute }) => setHeaderRoute?.name ?? [])).size;
    for (const route of gatewayRoutesOf(name, service).filter(isSteerable)) {
      const rules = rulesIn(route);
      const split = rules.filter(({ isSplit }) => isSplit).length;
      const count = rules.length + split * headers;
      if (headers === 0 || count <= MOST_RULES) continue;
      yield {
        path: route.path,
        reason: `${rules.length} rules, and ${split * headers} of header steps, are ${count}: a route has at most ${MOST_RULES}.`,
        hint: "Divide it into several routes, or set fewer header routes.",
      };
    }
  },
};

const alpha: readonly string[] = ["TCPRoute", "TLSRoute"];

export const gatewayRouteAlpha: Rule<ServiceScope> = {
  id: "gateway-route-alpha",
  severity: "warning",
  what: "A service has a TCPRoute or TLSRoute, which the plugin reads in an old version.",
  why: "The standard CRDs of Gateway API 1.6 serve v1alpha2 of TCPRoute no more, and those of 1.5 not of TLSRoute.",
  upstream:
    "Gateway API release notes 1.5 and 1.6; rollouts-plugin-trafficrouter-gatewayapi, pull request 236",
  *check({ name, service }) {
    for (const { kind, path } of gatewayRoutesOf(name, service).filter((one) => alpha.includes(one.kind)))
      yield {
        path,
        reason: `It is a ${kind} of v1alpha2, which the standard CRDs of the Gateway API do not serve.`,
        hint: "Install the CRDs of the experimental channel, and turn this warning off.",
      };
  },
};

interface RuleIn {
  readonly path: Path;
  readonly name: string | undefined;
  /** Whether its requests are the service's, and so are split. */
  readonly isSplit: boolean;
  /** The one that answers instead of the service. */
  readonly backend: unknown;
}

function rulesIn({ kind, path, route }: GatewayRoute): RuleIn[] {
  if (kind !== "HTTPRoute" && kind !== "GRPCRoute") return [];
  const rules = kind === "HTTPRoute" ? httpRulesOf(route) : grpcRulesOf(route);
  const isMoved = new Set(kind === "HTTPRoute" ? httpRulesOf(route).filter(redirects) : []);
  return rules.map((rule, index) => {
    const { name, backendRefs } = rule;
    const [backend, ...others] = backendRefs ?? [];
    return {
      path: [...path, "rules", index],
      name,
      isSplit: backendRefs === undefined && ![...isMoved].some((one) => one === rule),
      backend: others.length === 0 ? backend?.name : undefined,
    };
  });
}

function isCanary(backend: unknown, { canaryService }: CanaryConfig): boolean {
  return canaryService !== undefined && backend === canaryService;
}
