import type * as k8s from "@pulumi/kubernetes";
import { type Delivery, deliveryOf, ROLE_LABEL } from "../../config";
import { type Manifest, metadata, selectorLabels, type Subject } from "../../manifests";

const rolesOf: Readonly<Record<Delivery["kind"], readonly string[]>> = {
  Deployment: [],
  canary: ["stable", "canary"],
  blueGreen: ["active", "preview"],
};

/**
 * Keep enough pods through drains of nodes, and through a restart of a Rollout, which evicts too. A role that no pod has
 * for now is a budget that binds nobody. Shares are shares of the ReplicaSet: Kubernetes counts the pods that each
 * controller of a pod wants, and looks above a ReplicaSet for a Deployment alone (`getPodReplicaSet`).
 *
 * Budgets of a role have names of their own, so for the one `up` of a switch of kind the new pods have two. The API server
 * evicts no such pod: that delays a drain, and endangers nothing.
 */
export function renderDisruptionBudgets(subject: Subject): Manifest[] {
  const { enabled, byRole } = subject.service.podDisruptionBudget;
  if (!enabled) return [];
  const roles = byRole ? rolesOf[deliveryOf(subject.name, subject.service).kind] : [];
  if (roles.length === 0) return [budget(subject)];
  return roles.map((role) => budget(subject, role));
}

function budget(subject: Subject, role?: string): Manifest {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = subject.service.podDisruptionBudget;
  const pods = subject.service.service.selector ?? selectorLabels(subject);
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(subject, role === undefined ? {} : { suffix: `-${role}` }),
    spec: {
      selector: { matchLabels: { ...pods, ...(role !== undefined && { [ROLE_LABEL]: role }) } },
      ...(minAvailable === undefined ? { maxUnavailable: maxUnavailable ?? 1 } : { minAvailable }),
      unhealthyPodEvictionPolicy,
    } satisfies k8s.types.input.policy.v1.PodDisruptionBudgetSpec,
  };
}
