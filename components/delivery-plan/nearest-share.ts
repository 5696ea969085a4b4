import { type Limits } from "./limits";
import type { Pods } from "./pods";

/**
 * Without a router a weight is a share of pods: the nearest that whole pods can make, with one pod more if surge allows it.
 * Either version keeps a pod for any weight between 0 and 100, unless there is just one pod and no surge.
 * Upstream: `approximateWeightedCanaryStableReplicaCounts` in utils/replicaset/canary.go.
 */
export function nearestShare(replicas: number, weight: number, { surge }: Limits): Pods {
  if (replicas === 0) return { stable: 0, canary: 0 };
  const mayBeAlone = weight === 100 || (replicas === 1 && surge === 0);
  const exact = (replicas * weight) / 100;
  const up = Math.ceil(exact);
  const down = Math.floor(exact);

  const candidates: Pods[] = [];
  const add = (canary: number, of: number): void => void candidates.push({ canary, stable: of - canary });
  const addDown = (of: number): void => {
    if (!isHalfway(of, weight) && (down > 0 || mayBeAlone)) add(down, of);
  };
  if (up < replicas || mayBeAlone) add(up, replicas);
  addDown(replicas);
  if (surge > 0) {
    add(up, replicas + 1);
    addDown(replicas + 1);
  }
  return candidates.reduce((best, next) => (distance(next, weight) < distance(best, weight) ? next : best), {
    stable: replicas,
    canary: 0,
    ...candidates[0],
  });
}

/** Then the larger canary wins, which the distances alone would leave to their last bits. */
function isHalfway(pods: number, weight: number): boolean {
  return (pods * (weight / 100)) % 1 === 0.5;
}

function distance({ stable, canary }: Pods, weight: number): number {
  return Math.abs((canary * 100) / (stable + canary) - weight);
}
