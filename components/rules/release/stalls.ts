import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryStalls: Rule<ServiceScope> = {
  id: "canary-stalls",
  severity: "warning",
  what: "The last step of a canary is a pause without an end, before all traffic has moved.",
  why: "It looks like the end of the update, but the old version keeps its part until a person promotes.",
  upstream: "argo-rollouts rollout/canary.go, reconcileCanaryPause",
  *check({ service, canary }) {
    const steps = canary?.steps ?? [];
    const last = steps.at(-1)?.pause;
    if (service.release.unattended || last === undefined || last.duration !== undefined) return;
    const weight = steps.findLast(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0;
    const share = (weight / (canary?.trafficRouting?.maxTrafficWeight ?? 100)) * 100;
    if (share >= 100) return;
    yield {
      path: ["rollout", "canary", "steps", steps.length - 1, "pause"],
      reason: `The canary stays at ${share} % until a person promotes it.`,
      hint: "Set a duration: after the last step the new version gets all traffic by itself.",
    };
  },
};
