import { routersOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const routerServices: Rule<ServiceScope> = {
  id: "router-services",
  severity: "error",
  what: "A router splits between the canary's and the stable Service, and the canary has two others for ping-pong.",
  why: "The controller refuses the whole Rollout (InvalidSpec); a plugin fails at the first weight.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go, requireCanaryStableServices",
  *check({ canary }) {
    // Without ping-pong the package fills both names in. When no router has it, that is the mistake.
    const routers = routersOf(canary?.trafficRouting);
    if (canary?.pingPong === undefined || !routers.some(({ traits }) => traits.pingPong === "yes")) return;
    const key = (["canaryService", "stableService"] as const).find((one) => canary[one] === undefined);
    if (key === undefined) return;
    for (const { name, traits } of routers) {
      if (!traits.needsServices || traits.pingPong === "yes") continue;
      yield {
        path: ["rollout", "canary", key],
        reason: `${name} needs it: it has no ping-pong.`,
        hint: "Set canaryService and stableService beside pingPong.",
      };
    }
  },
};
