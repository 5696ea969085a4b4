import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const promotionDelayIgnored: Rule<ServiceScope> = {
  id: "promotion-delay-ignored",
  severity: "warning",
  what: "A blue-green Rollout has a delay for a promotion that is not automatic.",
  why: "The controller waits for a person, however long that takes.",
  upstream: "argo-rollouts rollout/pause.go",
  *check({ blueGreen }) {
    const { autoPromotionEnabled, autoPromotionSeconds = 0 } = blueGreen ?? {};
    if (autoPromotionEnabled !== false || autoPromotionSeconds === 0) return;
    yield {
      path: ["rollout", "blueGreen", "autoPromotionSeconds"],
      reason: `${autoPromotionSeconds} s are not counted: autoPromotionEnabled is false.`,
      hint: "Set autoPromotionEnabled: true, or take it out.",
    };
  },
};
