import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { countsOf } from "./counts";
import { momentsOf } from "./moments";

export const canaryRouteWithoutPods: Rule<ServiceScope> = {
  id: "canary-route-without-pods",
  severity: "warning",
  what: "A step sends requests by header, or copies of them, to a canary that has no pod.",
  why: "The canary's Service still selects the old pods, so a test of the new version passes on the old one.",
  upstream: "argo-rollouts rollout/service.go, ensureSVCTargets",
  *check(scope) {
    const hasRoute = scope.canary?.steps.some(
      ({ setHeaderRoute, setMirrorRoute }) => setHeaderRoute ?? setMirrorRoute,
    );
    if (hasRoute !== true) return;
    const [first] = countsOf(scope.service);
    for (const { index, step, planned, count } of momentsOf(scope)) {
      const key = step.setHeaderRoute?.match ? "setHeaderRoute" : "setMirrorRoute";
      if (step[key]?.match === undefined || planned.pods.canary > 0 || count.words !== first?.words) continue;
      yield {
        path: ["rollout", "canary", "steps", index, key],
        reason: `The canary has no pod with ${count.words}, so these requests reach the old version.`,
        hint: "Put a step with setCanaryScale before it.",
      };
    }
  },
};
