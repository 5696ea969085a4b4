import type { CanaryConfig, Path } from "../../config";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";

type Option = Exclude<keyof CanaryConfig, "steps">;

const refused: readonly Option[] = ["scaleDownDelaySeconds", "dynamicStableScale"];

const ignored: readonly Option[] = [
  "abortScaleDownDelaySeconds",
  "scaleDownDelayRevisionLimit",
  "minPodsPerReplicaSet",
  "pingPong",
];

export const canaryNeedsRouter: Rule<ServiceScope> = {
  id: "canary-needs-router",
  severity: "error",
  what: "A canary sets pods apart from traffic, and nobody routes traffic.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    if (canary === undefined || canary.trafficRouting !== undefined) return;
    for (const option of setOptions(canary, refused)) yield needsRouter([option]);
    for (const [index, step] of canary.steps.entries()) {
      if (step.setCanaryScale !== undefined) yield needsRouter(["steps", index, "setCanaryScale"]);
    }
  },
};

export const canaryIgnoredWithoutRouter: Rule<ServiceScope> = {
  id: "canary-ignored-without-router",
  severity: "warning",
  what: "A canary has an option that does nothing unless somebody routes traffic.",
  why: "Without a router the ratio of pods is the ratio of traffic, so the controller does not look at the option.",
  upstream: "argo-rollouts rollout/canary.go and utils/replicaset/canary.go",
  *check({ canary }) {
    if (canary === undefined || canary.trafficRouting !== undefined) return;
    for (const option of setOptions(canary, ignored)) yield needsRouter([option]);
  },
};

export const stableScaleOrDelay: Rule<ServiceScope> = {
  id: "stable-scale-or-delay",
  severity: "error",
  what: "The old version's pods are to go with its traffic and also to stay for a while.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    if (canary?.trafficRouting === undefined || !canary.dynamicStableScale) return;
    if (canary.scaleDownDelaySeconds === undefined) return;
    yield {
      path: ["rollout", "canary", "scaleDownDelaySeconds"],
      reason: "With dynamicStableScale no pod of the old version is left to be kept.",
      hint: "Take one of the two out.",
    };
  },
};

function setOptions(canary: CanaryConfig, options: readonly Option[]): readonly Option[] {
  return options.filter((option) => canary[option] !== undefined && canary[option] !== false);
}

function needsRouter(at: Path): Mistake {
  return {
    path: ["rollout", "canary", ...at],
    reason: "It needs a router; here the ratio of pods splits the traffic.",
    hint: "Set httpRoute, cw-istio or trafficRouting, or take it out.",
  };
}
