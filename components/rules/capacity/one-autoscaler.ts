import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { scaledResources } from "./scaled-resources";

export const oneAutoscaler: Rule<ServiceScope> = {
  id: "one-autoscaler",
  severity: "error",
  what: "Two autoscalers decide how many pods there are.",
  why: "KEDA's webhook refuses the second in the middle of an up; without it each undoes what the other does.",
  upstream: "keda.sh: Admission Webhooks, prevention rules",
  *check({ service: { autoscaling, scaledObject } }) {
    if (!autoscaling.enabled || !scaledObject.enabled) return;
    yield {
      path: ["scaledObject", "enabled"],
      reason: "autoscaling.enabled is true too.",
      hint: "Turn one of them off: KEDA scales on cpu and memory too.",
    };
  },
};

export const verticalFightsHorizontal: Rule<ServiceScope> = {
  id: "vertical-fights-horizontal",
  severity: "error",
  what: "One autoscaler changes the size of pods and another their number, by the same resource.",
  why: "A greater request lowers the utilization, so pods go, so the others use more, so the request grows again.",
  upstream: "kubernetes autoscaler vertical-pod-autoscaler/docs/known-limitations.md",
  *check({ service }) {
    const { enabled, updateMode, controlledResources } = service.verticalPodAutoscaler;
    if (!enabled || updateMode === "Off") return;
    const controlled = new Set<string>(controlledResources);
    const [shared] = scaledResources(service).filter(({ resource }) => controlled.has(resource));
    if (shared === undefined) return;
    yield {
      path: ["verticalPodAutoscaler", "updateMode"],
      reason: `${updateMode} changes requests for ${shared.resource}, on which ${String(shared.path[0])} scales.`,
      hint: `Set updateMode: Off, or take ${shared.resource} out of controlledResources.`,
    };
  },
};
