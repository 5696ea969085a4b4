import type { SpreadConstraint } from "../../config";
import { said, selectorLabels, type Subject } from "../../manifests";
import { affinity } from "./affinity";

/**
 * A pod has the hash that its kind's controller gives: Deployment or Rollout. Keys that a pod does not have are ignored, so
 * the template is the same for both kinds and each version is spread by itself.
 */
const matchLabelKeys = ["pod-template-hash", "rollouts-pod-template-hash"];

const defaults: readonly SpreadConstraint[] = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map(
  (topologyKey) => ({ topologyKey, maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" }),
);

/** Where the pods run. */
export function scheduling(subject: Subject) {
  const { service } = subject;
  return {
    ...said(service, "nodeSelector", "tolerations", "priorityClassName", "runtimeClassName", "schedulerName"),
    ...affinity(subject),
    ...topologySpread(subject),
  };
}

function topologySpread(subject: Subject) {
  const { enabled, constraints = defaults } = subject.service.topologySpread;
  if (!enabled || constraints.length === 0) return {};
  const ownPods = { labelSelector: { matchLabels: selectorLabels(subject) }, matchLabelKeys };
  return {
    topologySpreadConstraints: constraints.map((one) => ({
      // Pods that the values choose may be others', which have other hashes.
      ...(one.labelSelector === undefined && ownPods),
      ...one,
    })),
  };
}
