import { type Limits } from "./limits";
import { type Pods, type Scaling, total } from "./pods";

/** Pods that a version should have, and those of them that are ready. */
interface Version {
  readonly wanted: number;
  readonly ready: number;
}
export type Versions = Readonly<Record<keyof Pods, Version>>;

/**
 * What the controller wants next of both versions: never more pods than `replicas` and surge, never fewer ready ones than
 * `replicas` less those that may be missing. Pods of the version that shrinks count as ready even if they are not, or a
 * broken version could never be taken away.
 * Upstream: `CalculateReplicaCountsForBasicCanary` in utils/replicaset/canary.go, as far as two versions go.
 */
export function nextCounts(now: Versions, goal: Pods, replicas: number, limits: Limits): Pods {
  const { stable, canary } = now;
  const room = Math.max(0, replicas + limits.surge - stable.wanted - canary.wanted);
  const moreStable = Math.min(room, Math.max(0, goal.stable - stable.wanted));
  const moreCanary = Math.min(room - moreStable, Math.max(0, goal.canary - canary.wanted));
  const grown = { stable: stable.wanted + moreStable, canary: canary.wanted + moreCanary };

  const isGrowing = goal.canary >= canary.wanted;
  const shrinks = isGrowing ? "stable" : "canary";
  const stays = isGrowing ? "canary" : "stable";
  const serving = now[shrinks].wanted + Math.min(now[stays].ready, now[stays].wanted);
  const spare = serving - (replicas - limits.unavailable);
  if (spare <= 0 || now[shrinks].wanted <= goal[shrinks]) return grown;
  return { ...grown, [shrinks]: Math.max(goal[shrinks], now[shrinks].wanted - spare) };
}

/** The way from one pair of counts to another: whenever the controller is stuck, all new pods get ready at once. */
export function roll(from: Pods, goal: Pods, replicas: number, limits: Limits): Scaling {
  let now = allReady(from);
  let [most, fewestReady, waves] = [total(from), total(from), 0];
  for (;;) {
    const next = reconcile(now, nextCounts(now, goal, replicas, limits));
    if (next === now && total(ready(now)) === total(wanted(now))) {
      return { pods: wanted(now), most, fewestReady, waves };
    }
    waves += next === now ? 1 : 0;
    now = next === now ? allReady(wanted(now)) : next;
    most = Math.max(most, total(wanted(now)));
    fewestReady = Math.min(fewestReady, total(ready(now)));
  }
}

/** One turn of the controller scales one version, the stable one first. The same object: nothing to scale. */
function reconcile(now: Versions, next: Pods): Versions {
  if (next.stable !== now.stable.wanted) return { ...now, stable: scaled(now.stable, next.stable) };
  if (next.canary !== now.canary.wanted) return { ...now, canary: scaled(now.canary, next.canary) };
  return now;
}

const scaled = ({ ready }: Version, wanted: number): Version => ({ wanted, ready: Math.min(ready, wanted) });
const each = (of: (version: keyof Pods) => number): Pods => ({ stable: of("stable"), canary: of("canary") });
const wanted = (now: Versions): Pods => each((version) => now[version].wanted);
const ready = (now: Versions): Pods => each((version) => now[version].ready);

function allReady({ stable, canary }: Pods): Versions {
  return { stable: { wanted: stable, ready: stable }, canary: { wanted: canary, ready: canary } };
}
