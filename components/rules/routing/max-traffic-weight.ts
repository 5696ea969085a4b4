import { routersOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

export const maxTrafficWeight: Rule<ServiceScope> = {
  id: "max-traffic-weight",
  severity: "error",
  what: "All traffic is to be another number than 100, and a router counts to 100.",
  why: "The controller refuses the whole Rollout (InvalidSpec), or the router gives the stable version a wrong share.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go and the routers' own code",
  *check({ canary }) {
    const limit = canary?.trafficRouting?.maxTrafficWeight;
    if (limit === undefined) return;
    const routers = routersOf(canary?.trafficRouting);
    const others = routers.filter(({ traits }) => traits.maxTrafficWeight !== "yes");
    // With 100 a plugin is right by accident, but the controller refuses the key where nginx and plugins are not used.
    const isRefused = routers.every(({ traits }) => traits.maxTrafficWeight === "no");
    if (others.length === 0 || (limit === 100 && !isRefused)) return;
    yield {
      path: ["rollout", "canary", "trafficRouting", "maxTrafficWeight"],
      reason: `All traffic is always 100 for ${listed(others.map(({ name }) => name))}.`,
      hint: "Take it out, and write weights as percentages.",
    };
  },
};
