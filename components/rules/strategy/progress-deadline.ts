import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const DEFAULT_SECONDS = 600;

export const progressDeadline: Rule<ServiceScope> = {
  id: "progress-deadline",
  severity: "error",
  what: "A workload counts as failed before one of its pods can count as ready.",
  why: "The controller refuses the Rollout (InvalidSpec); for a Deployment the API server refuses the whole up.",
  upstream: "argo-rollouts and kubernetes pkg/apis/apps: validation/validation.go",
  *check({ service: { rollout } }) {
    const { minReadySeconds = 0, progressDeadlineSeconds = DEFAULT_SECONDS } = rollout;
    if (progressDeadlineSeconds > minReadySeconds) return;
    const isOwn = rollout.progressDeadlineSeconds !== undefined;
    yield {
      path: ["rollout", isOwn ? "progressDeadlineSeconds" : "minReadySeconds"],
      reason: isOwn
        ? `${progressDeadlineSeconds} s is not above minReadySeconds (${minReadySeconds} s).`
        : `${minReadySeconds} s is not below progressDeadlineSeconds (${progressDeadlineSeconds} s by default).`,
      hint: "Give an update more time than one pod needs to be ready.",
    };
  },
};
