import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, selectorLabels, type Subject } from "../../manifests";

/** Keeps enough pods through drains of nodes, and through a restart of a Rollout, which evicts too. */
export function renderDisruptionBudget(subject: Subject): Manifest | undefined {
  const { enabled, minAvailable, maxUnavailable } = subject.service.podDisruptionBudget;
  const { selector } = subject.service.service;
  if (!enabled) return undefined;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(subject),
    spec: {
      selector: { matchLabels: selector ?? selectorLabels(subject) },
      ...(minAvailable === undefined ? { maxUnavailable: maxUnavailable ?? 1 } : { minAvailable }),
    } satisfies k8s.types.input.policy.v1.PodDisruptionBudgetSpec,
  };
}
