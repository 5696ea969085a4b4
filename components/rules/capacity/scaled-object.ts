import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const ofPods = new Set(["cpu", "memory"]);
const uncached = new Set([...ofPods, "cron"]);

export const scaledObjectTriggers: Rule<ServiceScope> = {
  id: "scaled-object-triggers",
  severity: "error",
  what: "KEDA cannot use the triggers of a ScaledObject.",
  why: "Its webhook refuses the ScaledObject in the middle of an up; without the webhook it never gets ready.",
  upstream: "keda apis/keda/v1alpha1, ValidateTriggers and CheckFallbackValid",
  *check({ service: { scaledObject } }) {
    const { enabled, triggers, fallback, advanced } = scaledObject;
    if (!enabled) return;
    const at = ["scaledObject", "triggers"];
    if (triggers.length === 0)
      yield {
        path: at,
        reason: "Nothing decides how many pods there are.",
        hint: "Name at least one trigger.",
      };
    const names = triggers.map(({ name }) => name);
    for (const [index, { type, name, metricType, useCachedMetrics }] of triggers.entries()) {
      const path = [...at, index];
      if (name !== undefined && names.indexOf(name) < index)
        yield { path: [...path, "name"], reason: `"${name}" is there twice.`, hint: "Choose another name." };
      if (useCachedMetrics === true && uncached.has(type))
        yield {
          path: [...path, "useCachedMetrics"],
          reason: `KEDA does not cache ${type}.`,
          hint: "Take it out.",
        };
      if (metricType === "Utilization" && !ofPods.has(type))
        yield {
          path: [...path, "metricType"],
          reason: `Utilization is for cpu and memory, not for ${type}.`,
          hint: "Set AverageValue or Value.",
        };
    }
    const isAveraged = triggers.some(
      ({ type, metricType = "AverageValue" }) => !ofPods.has(type) && metricType === "AverageValue",
    );
    if (fallback !== undefined && !isAveraged && advanced?.scalingModifiers === undefined)
      yield {
        path: ["scaledObject", "fallback"],
        reason: "It needs a trigger other than cpu and memory whose metricType is AverageValue.",
        hint: "Take it out, or add such a trigger.",
      };
  },
};

export const canaryScaledToZero: Rule<ServiceScope> = {
  id: "canary-scaled-to-zero",
  severity: "warning",
  what: "A Rollout may have no pods.",
  why: "A new version that has no pods has none to wait for and nothing to measure: its weights pass unseen.",
  upstream: "argo-rollouts utils/replicaset/canary.go, AtDesiredReplicaCountsForCanary",
  *check({ service: { scaledObject, rollout } }) {
    const { enabled, minReplicaCount, idleReplicaCount } = scaledObject;
    if (!enabled || !rollout.enabled || (minReplicaCount > 0 && idleReplicaCount === undefined)) return;
    yield {
      path: ["scaledObject", idleReplicaCount === undefined ? "minReplicaCount" : "idleReplicaCount"],
      reason: "A new version that comes while there are no pods passes its weights unseen.",
      hint: "Keep at least one pod, or let the service be a Deployment.",
    };
  },
};
