import { isDeepStrictEqual } from "node:util";
import { type IstioConfig, istioOf, isOutput, type Path, type ServiceConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

const own = ["routing", "istio"] as const;
const guide = ["cw-istio", "virtualService"] as const;
const shared = ["hosts", "gateways", "annotations"] as const;

/** Where the values ask for the VirtualService, or say one thing about it. */
export function istioPath({ routing, "cw-istio": { virtualService } }: ServiceConfig, key?: string): Path {
  const isOwn = routing.istio?.enabled === true && (key === undefined || key in routing.istio);
  const at = isOwn || (key !== undefined && !(key in virtualService)) ? own : guide;
  return key === undefined ? at : [...at, key];
}

export const istioSettingsDiffer: Rule<ServiceScope> = {
  id: "istio-settings-differ",
  severity: "error",
  what: "Both blocks for Istio say something else about the one VirtualService.",
  why: "One of them would count and the other would not, without a word.",
  upstream: "This package: cw-istio is routing.istio with fewer keys",
  *check({ service: { routing, "cw-istio": istio } }) {
    if (routing.istio?.enabled !== true || !istio.enabled || !istio.virtualService.enabled) return;
    for (const key of shared) {
      const [said, other] = [routing.istio[key], istio.virtualService[key]];
      if (said === undefined || other === undefined || isDeepStrictEqual(said, other)) continue;
      yield {
        path: [...own, key],
        reason: `cw-istio.virtualService.${key} says something else.`,
        hint: "Say it in one of the two blocks.",
      };
    }
  },
};

export const istioSubsetsDiffer: Rule<ServiceScope> = {
  id: "istio-subsets-differ",
  severity: "error",
  what: "A canary's own block names other subsets than those that are made for the service.",
  why: "Its VirtualService leads to subsets that no DestinationRule has: all requests fail.",
  upstream: "istio.io: DestinationRule, Subset",
  *check({ name, service, canary }) {
    const made = istioOf(service)?.subsets;
    if (canary === undefined || made === undefined) return;
    const told = canary.trafficRouting?.istio?.destinationRule;
    const isTold =
      told?.name === name && told.stableSubsetName === made.stable && told.canarySubsetName === made.canary;
    if (isTold) return;
    yield {
      path: ["rollout", "canary", "trafficRouting", "istio", "destinationRule"],
      reason: `routing.istio.subsets makes ${made.stable} and ${made.canary} in the DestinationRule ${name}.`,
      hint: "Name those here, or leave the block out.",
    };
  },
};

export const istioDelegate: Rule<ServiceScope> = {
  id: "istio-delegate",
  severity: "error",
  what: "A VirtualService that another one refers to has what only that one may have.",
  why: "Istio refuses it: hosts, gateways and routes of connections belong to the one that refers to it.",
  upstream: "istio pkg/config/validation/validation.go, delegate virtual service",
  *check({ service }) {
    const istio = istioOf(service);
    if (istio?.delegate !== true) return;
    const { hosts, gateways, tls, tcp } = istio;
    for (const [key, value] of Object.entries({ hosts, gateways, tls, tcp })) {
      if (value === undefined || value.length === 0) continue;
      yield {
        path: istioPath(service, key),
        reason: "A delegate has none.",
        hint: "Take it out, or set delegate: false.",
      };
    }
  },
};

const isForMesh = ({ gateways = ["mesh"] }: IstioConfig) => gateways.some((one) => one === "mesh");
/** An Output may be anything. */
const mayBeForMesh = ({ gateways = ["mesh"] }: IstioConfig) =>
  gateways.some((one) => isOutput(one) || one === "mesh");

export const istioMeshWildcard: Rule<ServiceScope> = {
  id: "istio-mesh-wildcard",
  severity: "error",
  what: "A VirtualService is for callers in the mesh and for every host.",
  why: "Istio refuses it: it would take all requests of all pods.",
  upstream: "istio pkg/config/validation/validation.go, wildcard host * is not allowed",
  *check({ service }) {
    const istio = istioOf(service);
    if (istio === undefined || istio.delegate || !isForMesh(istio)) return;
    const index = (istio.hosts ?? []).findIndex((host) => host === "*");
    if (index < 0) return;
    yield {
      path: [...istioPath(service, "hosts"), index],
      reason: "In the mesh a VirtualService cannot be for every host.",
      hint: "Name hosts, or gateways without mesh.",
    };
  },
};

export const istioMeshBypassed: Rule<ServiceScope> = {
  id: "istio-mesh-bypassed",
  severity: "warning",
  what: "A canary's VirtualService has the service's own name as a host, and is for gateways alone.",
  why: "Callers in the mesh are not split: they reach all pods of the service, the new version's too.",
  upstream: "istio.io: VirtualService, gateways",
  *check({ name, service, canary }) {
    const istio = istioOf(service);
    if (canary === undefined || istio === undefined || istio.delegate || mayBeForMesh(istio)) return;
    const { hosts = [name] } = istio;
    if (!hosts.some((host) => typeof host === "string" && host.split(".", 1).join("") === name)) return;
    yield {
      path: istioPath(service, "gateways"),
      reason: `Callers in the mesh that call ${name} pass by.`,
      hint: "Add mesh, or name hosts that only the gateways have.",
    };
  },
};

export const istioPort: Rule<ServiceScope> = {
  id: "istio-port",
  severity: "error",
  what: "A route of Istio leads to a port that the Service does not have.",
  why: "Istio finds nothing behind it: callers get no connection.",
  upstream: "istio.io: VirtualService, Destination.port",
  *check({ service }) {
    const istio = istioOf(service);
    if (istio === undefined) return;
    const ports = [service.service.port, ...service.service.ports.map(({ port }) => port)];
    const { http, tls, tcp } = istio;
    for (const [key, routes] of Object.entries({ http, tls, tcp })) {
      for (const [index, route] of routes.entries()) {
        const { servicePort } = route;
        const port = servicePort ?? ("port" in route ? route.port : undefined);
        if (port === undefined || ports.includes(port)) continue;
        yield {
          path: [...own, key, index, servicePort === undefined ? "port" : "servicePort"],
          reason: `The Service has no port ${port}: it has ${listed(ports.map(String))}.`,
          hint: servicePort === undefined ? "Name its port as servicePort." : "Name one of them.",
        };
      }
    }
  },
};
