import { istioOf, type CanaryConfig, type Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const routes = ["routing", "istio"] as const;

export const istioRouteUnreachable: Rule<ServiceScope> = {
  id: "istio-route-unreachable",
  severity: "warning",
  what: "A route of Istio matches every request, and others come after it.",
  why: "The first route that matches counts, so nobody gets to the others.",
  upstream: "istio.io: VirtualService, http",
  *check({ service }) {
    const http = istioOf(service)?.http ?? [];
    for (const [index, { name, match }] of http.slice(0, -1).entries()) {
      if (match !== undefined) continue;
      yield {
        path: [...routes, "http", index],
        reason: `${name} takes every request, so none gets to ${http[index + 1]?.name ?? "the next"}.`,
        hint: "Put it last, or say what it matches.",
      };
    }
  },
};

export const istioTlsHost: Rule<ServiceScope> = {
  id: "istio-tls-host",
  severity: "error",
  what: "A route of encrypted connections is for a server name that the VirtualService is not for.",
  why: "Istio refuses the VirtualService.",
  upstream: "istio pkg/config/validation/validation.go, SNI host",
  *check({ name, service }) {
    const { hosts = [name], tls = [] } = istioOf(service) ?? {};
    const known = hosts.filter((host) => typeof host === "string");
    if (known.length < hosts.length) return;
    for (const [index, { sniHosts }] of tls.entries()) {
      for (const [at, sni] of sniHosts.entries()) {
        if (known.some((host) => covers(host, sni))) continue;
        yield {
          path: [...routes, "tls", index, "sniHosts", at],
          reason: `${sni} is not among hosts.`,
          hint: "Add it there.",
        };
      }
    }
  },
};

function covers(host: string, name: string): boolean {
  return host === name || (host.startsWith("*") && name.endsWith(host.slice(1)));
}

export const istioStepsNeedHttp: Rule<ServiceScope> = {
  id: "istio-steps-need-http",
  severity: "error",
  what: "A step makes a header or mirror route in a VirtualService that has only routes of connections.",
  why: "The controller fails at the step each time, and the update stays there.",
  upstream: "argo-rollouts rollout/trafficrouting/istio/istio.go, SetHeaderRoute and SetMirrorRoute",
  *check({ service, canary }) {
    const istio = istioOf(service);
    if (istio === undefined || istio.http.length > 0) return;
    for (const path of madeRoutes(canary)) {
      yield {
        path,
        reason: "The VirtualService has no HTTP route beside which it could stand.",
        hint: "Add one under routing.istio.http, or take the step out.",
      };
    }
  },
};

export const istioStepsElsewhere: Rule<ServiceScope> = {
  id: "istio-steps-elsewhere",
  severity: "error",
  what: "A step makes a route, or brings in an experiment, in a VirtualService of another namespace.",
  why: "The controller writes the Service's short name there, which Istio looks for in that namespace: requests fail.",
  upstream:
    "argo-rollouts rollout/trafficrouting/istio/istio.go, createHeaderRoute, createMirrorRoute and patchVirtualService",
  *check({ service, canary }) {
    const { namespace } = istioOf(service) ?? {};
    if (namespace === undefined) return;
    const reason = `Its route in ${namespace} would lead to a Service of that namespace.`;
    for (const path of experimentWeights(canary))
      yield { path, reason, hint: "Leave the weight out, or routing.istio.namespace." };
    // With subsets it writes the host of the DestinationRule, which has the namespace in it.
    if (canary?.trafficRouting?.istio?.destinationRule !== undefined) return;
    for (const path of madeRoutes(canary))
      yield { path, reason, hint: "Set routing.istio.subsets: true, or leave routing.istio.namespace out." };
  },
};

function* experimentWeights(canary: CanaryConfig | undefined): Iterable<Path> {
  for (const [index, { experiment }] of (canary?.steps ?? []).entries())
    for (const [template, { weight }] of (experiment?.templates ?? []).entries())
      if (weight !== undefined)
        yield ["rollout", "canary", "steps", index, "experiment", "templates", template, "weight"];
}

function* madeRoutes(canary: CanaryConfig | undefined): Iterable<Path> {
  for (const [index, { setHeaderRoute, setMirrorRoute }] of (canary?.steps ?? []).entries()) {
    for (const [action, step] of Object.entries({ setHeaderRoute, setMirrorRoute }))
      if (step !== undefined) yield ["rollout", "canary", "steps", index, action];
  }
}
