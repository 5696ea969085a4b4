import { scalingOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { scaledResources } from "./scaled-resources";

export const autoscalerSeesMemory: Rule<ServiceScope> = {
  id: "autoscaler-sees-memory",
  severity: "warning",
  what: "An autoscaler looks at memory while a canary adds pods beside all old ones.",
  why: "It counts the pods of both versions, and memory does not fall with the traffic: it scales up, often to the most.",
  upstream: "argo-rollouts issues #2857 and #3849",
  *check({ service, canary }) {
    if (canary?.trafficRouting === undefined || canary.dynamicStableScale === true) return;
    const most = String(scalingOf(service)?.paths.max.at(-1));
    for (const { path } of scaledResources(service).filter(({ resource }) => resource === "memory"))
      yield {
        path,
        reason: `In an update the autoscaler counts the memory of both versions' pods and may scale to ${most}.`,
        hint: "Scale on CPU, or set rollout.canary.dynamicStableScale: true, so that old pods go with their traffic.",
      };
  },
};

export const autoscalerMovesCanaryScale: Rule<ServiceScope> = {
  id: "autoscaler-moves-canary-scale",
  severity: "warning",
  what: "A step sets the canary's pods as a share of a count that an autoscaler moves.",
  why: "The canary's pods raise the count that the autoscaler sees, and that raises the share: the count goes up and down.",
  upstream: "argo-rollouts issue #4847",
  *check({ service, canary }) {
    if (scalingOf(service) === undefined) return;
    if (canary?.trafficRouting === undefined || canary.dynamicStableScale === true) return;
    for (const [index, { setCanaryScale }] of canary.steps.entries()) {
      if (setCanaryScale?.weight === undefined) continue;
      yield {
        path: ["rollout", "canary", "steps", index, "setCanaryScale", "weight"],
        reason: "It is a share of a count that an autoscaler moves, and the canary's pods move it too.",
        hint: "Set replicas instead.",
      };
    }
  },
};

export const stableScaleRacesAutoscaler: Rule<ServiceScope> = {
  id: "stable-scale-races-autoscaler",
  severity: "warning",
  what: "The old version's pods go with its traffic, under an autoscaler and behind Istio, which does not confirm weights.",
  why: "Pods go before the mesh has moved the traffic: those that are left are overloaded, and the autoscaler adds them again.",
  upstream: "argo-rollouts issue #4347",
  *check({ service, canary }) {
    if (scalingOf(service) === undefined || canary?.dynamicStableScale !== true) return;
    if (canary.trafficRouting?.istio === undefined) return;
    yield {
      path: ["rollout", "canary", "dynamicStableScale"],
      reason: "Istio does not confirm weights: pods of the old version may go before their traffic does.",
      hint: "Leave it out: the old version's pods then stay until the end.",
    };
  },
};
