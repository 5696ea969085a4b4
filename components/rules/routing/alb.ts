import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const alb = ["rollout", "canary", "trafficRouting", "alb"] as const;

export const albRootService: Rule<ServiceScope> = {
  id: "alb-root-service",
  severity: "error",
  what: "Ping-pong with a load balancer of AWS has no root service.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    const block = canary?.trafficRouting?.alb;
    if (block === undefined || canary?.pingPong === undefined || block.rootService !== undefined) return;
    yield {
      path: [...alb, "rootService"],
      reason: "It is needed with pingPong: no Service is the stable one for good.",
      hint: "Name the Service that the Ingress names.",
    };
  },
};

const DAYS_7 = 604_800;

export const albStickiness: Rule<ServiceScope> = {
  id: "alb-stickiness",
  severity: "error",
  what: "A load balancer of AWS is to keep clients at one version for a time that AWS does not take.",
  why: "The controller cannot write the Ingress: an update never gets a weight.",
  upstream: "argo-rollouts rollout/trafficrouting/alb/alb.go",
  *check({ canary }) {
    const { enabled, durationSeconds = 0 } = canary?.trafficRouting?.alb?.stickinessConfig ?? {};
    if (!enabled || (durationSeconds >= 1 && durationSeconds <= DAYS_7)) return;
    yield {
      path: [...alb, "stickinessConfig", "durationSeconds"],
      reason: `${durationSeconds} s is not between 1 s and 7 days (${DAYS_7} s).`,
      hint: "Choose a time between them.",
    };
  },
};
