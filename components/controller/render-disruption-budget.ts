import type { Manifest } from "../manifests";
import type { ShardInstall } from "./install";
import { metadataBeside } from "./texts";

/** Keeps a controller through drains of nodes: one of its pods stays, and takes over. */
export function renderDisruptionBudget({ controller, podLabels, shard }: ShardInstall): Manifest[] {
  const { disruptionBudget: budget, replicas } = controller;
  const { enabled = replicas > 1, minAvailable, maxUnavailable = 1, unhealthyPodEvictionPolicy } = budget;
  if (!enabled) return [];
  return [
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: metadataBeside(controller, `argo-rollouts${shard.suffix}`, budget),
      spec: {
        selector: { matchLabels: { ...podLabels, ...shard.labels } },
        ...(minAvailable === undefined ? { maxUnavailable } : { minAvailable }),
        unhealthyPodEvictionPolicy,
      },
    },
  ];
}
