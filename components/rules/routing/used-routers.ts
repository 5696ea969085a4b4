import { derivedRouting, routersOf } from "../../config";
import { routerPath } from "./router-path";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const trafficRouting = ["rollout", "canary", "trafficRouting"] as const;

export const routingNamesRouter: Rule<ServiceScope> = {
  id: "routing-names-router",
  severity: "error",
  what: "A trafficRouting block names no router.",
  why: "The controller counts pods as if traffic were routed: at a weight of 100 half of them, and of the traffic, is old.",
  upstream: "argo-rollouts rollout/trafficrouting.go",
  *check({ canary }) {
    if (canary?.trafficRouting === undefined || routersOf(canary.trafficRouting).length > 0) return;
    yield {
      path: trafficRouting,
      reason: "No router is named here.",
      hint: "Name one (istio, plugins, ...), or take the block out.",
    };
  },
};

export const retiredRouter: Rule<ServiceScope> = {
  id: "retired-router",
  severity: "warning",
  what: "A router is used that is archived or retired.",
  why: "It gets no more fixes, also for holes in its security.",
  upstream:
    "The routers' own announcements: ingress-nginx 2026, SMI 2023, AWS App Mesh 2026, Gloo's plugins 2024",
  *check({ name: serviceName, service, canary }) {
    // What they make is there for a Deployment and blue-green as well.
    const asked = canary ? [canary.trafficRouting] : derivedRouting(serviceName, service);
    for (const router of asked.flatMap(routersOf)) {
      const { name, traits } = router;
      if (traits.insteadOfRetired === undefined) continue;
      yield {
        path: routerPath(serviceName, service, router),
        reason: `${name} is retired and gets no more fixes.`,
        hint: `Use ${traits.insteadOfRetired} instead.`,
      };
    }
  },
};

export const routingUnused: Rule<ServiceScope> = {
  id: "routing-unused",
  severity: "warning",
  what: "A blue-green service has routing for a canary.",
  why: "Blue-green switches a Service at once: no router is told, so the block does nothing.",
  upstream: "argo-rollouts docs: BlueGreen Deployment Strategy",
  *check({ service, blueGreen }) {
    if (blueGreen === undefined) return;
    const { smi, plugins } = service.routing;
    const places = {
      ...(service.rollout.canary.trafficRouting && { trafficRouting }),
      ...(smi?.enabled === true && { smi: ["routing", "smi"] }),
      ...(Object.keys(plugins).length > 0 && { plugins: ["routing", "plugins"] }),
    };
    for (const path of Object.values(places))
      yield {
        path,
        reason: `It does nothing: rollout.strategy is ${service.rollout.strategy}.`,
        hint: "Take it out, or set strategy: canary.",
      };
  },
};
