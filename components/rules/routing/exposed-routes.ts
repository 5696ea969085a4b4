import {
  GATEWAY_API_PLUGIN,
  gatewayRoutesOf,
  isSteerable,
  istioOf,
  type Path,
  traefikOf,
} from "../../config";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { madeBy } from "./made-routes";
import { gatewayApiOf, maySteer } from "./gateway-api-settings";
import { istioPath } from "./istio-settings";

export const httpRouteParent: Rule<ServiceScope> = {
  id: "http-route-parent",
  severity: "error",
  what: "An HTTPRoute belongs to no Gateway.",
  why: "No Gateway takes it up, and nothing says so: clients get no answer, and a canary no traffic.",
  upstream: "Gateway API docs: HTTPRoute, attaching to Gateways",
  *check({ service: { httpRoute } }) {
    if (!httpRoute.enabled || httpRoute.parentRefs.length > 0) return;
    yield {
      path: ["httpRoute", "parentRefs"],
      reason: "The route belongs to no Gateway.",
      hint: "Name one, for example `- name: public, namespace: gateways`.",
    };
  },
};

export const virtualServiceOff: Rule<ServiceScope> = {
  id: "virtual-service-off",
  severity: "warning",
  what: "A VirtualService is enabled in a block that is not.",
  why: "No VirtualService is made, and a canary without a router splits by the ratio of pods.",
  upstream: "Helm docs: conditions of subcharts, whose switch cw-istio.enabled is",
  *check({ service }) {
    const { enabled, virtualService } = service["cw-istio"];
    if (enabled || !virtualService.enabled) return;
    yield {
      path: ["cw-istio", "virtualService", "enabled"],
      reason: "No VirtualService is made: cw-istio.enabled is false.",
      hint: "Set cw-istio.enabled: true too, or take this out.",
    };
  },
};

export const routeNotSteered: Rule<ServiceScope> = {
  id: "route-not-steered",
  severity: "warning",
  what: "A route of the service is not among those that its canary steers.",
  why: "Requests that come that way all stay with the old version, and all go to the new one at the end.",
  upstream: "argo-rollouts docs: Traffic Management",
  *check({ name, service, canary }) {
    if (canary === undefined) return;
    const settings = gatewayApiOf(canary);
    for (const route of gatewayRoutesOf(name, service)) {
      if (settings === undefined || !isSteerable(route) || maySteer(settings, route)) continue;
      yield notSteered(route.path, route.name, `plugins["${GATEWAY_API_PLUGIN}"]`);
    }
    const { virtualService, virtualServices = [] } = canary.trafficRouting?.istio ?? {};
    const named = [virtualService, ...virtualServices].map((one) => one?.name.split(".")[0]);
    const ofMesh = istioOf(service);
    const { name: called = name } = ofMesh ?? {};
    if (ofMesh !== undefined && !named.includes(called))
      yield notSteered(istioPath(service), called, "istio");
    const ours = [virtualService, ...virtualServices].find((one) => one?.name.split(".")[0] === called);
    for (const route of ofMesh?.http ?? [])
      if (ours?.routes !== undefined && !ours.routes.includes(route.name))
        yield notSteered([...istioPath(service), "http"], route.name, "istio.virtualService.routes");
    const weighted = canary.trafficRouting?.traefik?.weightedTraefikServiceName;
    if (traefikOf(service) !== undefined && weighted !== name)
      yield notSteered(["routing", "traefik"], name, "traefik");
    for (const { path, router, made, steered } of madeBy(name, service, canary.trafficRouting))
      for (const route of made.filter((one) => !steered.includes(one))) yield notSteered(path, route, router);
  },
};

function notSteered(path: Path, name: string, router: string): Mistake {
  return {
    path,
    reason: `The route is called ${name}, and rollout.canary.trafficRouting.${router} does not name it.`,
    hint: `Add ${name} there, or leave that block out.`,
  };
}
