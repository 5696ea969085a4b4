import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryEndlessPause: Rule<ServiceScope> = {
  id: "canary-endless-pause",
  severity: "error",
  what: "A canary waits for a person where nobody watches.",
  why: "The update stays half done until somebody notices it, and so does every later one.",
  upstream:
    "argo-rollouts rollout/canary.go, reconcileCanaryPause; experiments/experiment.go, calculateStatus",
  *check({ service, canary }) {
    if (!service.release.unattended) return;
    for (const [index, { pause, experiment }] of (canary?.steps ?? []).entries()) {
      const at = ["rollout", "canary", "steps", index];
      if (pause !== undefined && pause.duration === undefined) {
        yield {
          path: [...at, "pause"],
          reason: "Without a duration it waits for a person, but release.unattended is true.",
          hint: "Set a duration, or put an analysis step in its place.",
        };
      }
      const ends = experiment?.analyses?.some(({ requiredForCompletion }) => requiredForCompletion === true);
      if (experiment !== undefined && experiment.duration === undefined && ends !== true) {
        yield {
          path: [...at, "experiment"],
          reason: "It never ends by itself, but release.unattended is true.",
          hint: "Set a duration, or requiredForCompletion for one of its analyses.",
        };
      }
    }
  },
};

export const blueGreenManualPromotion: Rule<ServiceScope> = {
  id: "blue-green-manual-promotion",
  severity: "error",
  what: "A blue-green update waits for a person where nobody watches.",
  why: "The new version never goes live, and both versions keep all of their pods.",
  upstream: "argo-rollouts rollout/bluegreen.go, needsBlueGreenControllerPause",
  *check({ service, blueGreen }) {
    if (!service.release.unattended || blueGreen?.autoPromotionEnabled !== false) return;
    yield {
      path: ["rollout", "blueGreen", "autoPromotionEnabled"],
      reason: "false means that a person has to promote, but release.unattended is true.",
      hint: "Set it to true; a prePromotionAnalysis may decide instead of a person.",
    };
  },
};
