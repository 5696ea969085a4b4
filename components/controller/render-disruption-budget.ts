import { type Manifest, said } from "../manifests";
import type { ShardInstall } from "./install";

/** Keeps a controller through drains of nodes: one of its pods stays, and takes over. */
export function renderDisruptionBudget({ controller, podLabels, shard }: ShardInstall): Manifest[] {
  const { disruptionBudget: budget, replicas, namespace } = controller;
  const { enabled = replicas > 1, minAvailable, maxUnavailable = 1, unhealthyPodEvictionPolicy } = budget;
  if (!enabled) return [];
  return [
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: `argo-rollouts${shard.suffix}`, namespace, ...said(budget, "labels", "annotations") },
      spec: {
        selector: { matchLabels: { ...podLabels, ...shard.labels } },
        ...(minAvailable === undefined ? { maxUnavailable } : { minAvailable }),
        unhealthyPodEvictionPolicy,
      },
    },
  ];
}
