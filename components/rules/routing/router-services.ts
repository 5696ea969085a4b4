import { routersOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const keys = ["canaryService", "stableService"] as const;

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
    const set = keys.filter((one) => canary[one] !== undefined);
    const key = keys.find((one) => canary[one] === undefined);
    if (key === undefined) return;
    const needing = routers.filter(({ traits }) => traits.needsServices && traits.pingPong !== "yes");
    // Upstream, `GetStableAndCanaryServices`: ping and pong count where neither of the others is named.
    for (const lone of needing.length === 0 ? set : [])
      yield {
        path: ["rollout", "canary", lone],
        reason: "With it alone the two of pingPong do not count, and the other version has no Service.",
        hint: `Set ${key} too, or neither of them.`,
      };
    for (const { name } of needing) {
      yield {
        path: ["rollout", "canary", key],
        reason: `${name} needs it: it has no ping-pong.`,
        hint: "Set canaryService and stableService beside pingPong.",
      };
    }
  },
};
