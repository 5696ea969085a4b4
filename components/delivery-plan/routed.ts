import type { CanaryConfig } from "../config";
import type { Pods, Scaling } from "./pods";
import { allTraffic, type Wish } from "./wish";

/**
 * With a router the traffic does not follow from the pods: the old version keeps all of its pods until the end, unless
 * `dynamicStableScale` lets it shrink behind the traffic.
 * Upstream: `CalculateReplicaCountsForTrafficRoutedCanary` in utils/replicaset/canary.go.
 */
export function routedPods(canary: CanaryConfig, replicas: number, { weight, scale, elsewhere }: Wish): Pods {
  const all = allTraffic(canary);
  const share = (part: number): number => Math.ceil((part * replicas) / all);
  const least = Math.min(canary.minPodsPerReplicaSet ?? 0, replicas);
  const atLeast = (count: number): number => (count === 0 ? 0 : Math.max(count, least));

  const wished = scale?.weight ?? weight;
  const ofCanary = scale?.replicas ?? atLeast(share(wished));
  if (canary.dynamicStableScale !== true) return { stable: replicas, canary: ofCanary };
  // A count without a weight says nothing about the old version: it keeps what all traffic needs.
  const left = scale?.replicas === undefined ? all - wished : all;
  const stable = Math.max(share(left), share(all - weight - elsewhere));
  return { stable: atLeast(stable), canary: atLeast(ofCanary) };
}

/**
 * A canary that grows is ready before the old version shrinks; one that shrinks goes at once, even while an old version
 * that has to grow is not ready yet.
 */
export function routedScaling(from: Pods, pods: Pods): Scaling {
  const shrinks = pods.canary < from.canary;
  return {
    pods,
    most: Math.max(from.canary, pods.canary) + Math.max(from.stable, pods.stable),
    fewestReady: shrinks
      ? pods.canary + Math.min(from.stable, pods.stable)
      : Math.min(from.canary + from.stable, pods.canary + pods.stable),
    waves: pods.canary > from.canary || pods.stable > from.stable ? 1 : 0,
  };
}
