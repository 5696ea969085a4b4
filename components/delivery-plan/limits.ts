/** How far an update without a router may leave the wanted count of pods. */
export interface Limits {
  /** Pods above it. */
  readonly surge: number;
  /** Pods that may be missing. */
  readonly unavailable: number;
}

type CountOrPercent = number | string;
interface Fenceposts {
  readonly maxSurge?: CountOrPercent | undefined;
  readonly maxUnavailable?: CountOrPercent | undefined;
}

/** Upstream: `resolveFenceposts` in utils/replicaset/replicaset.go, the same rule as a Deployment's. */
export function limitsOf({ maxSurge = "25%", maxUnavailable = "25%" }: Fenceposts, replicas: number): Limits {
  const surge = Math.ceil(resolve(maxSurge, replicas));
  const unavailable = Math.floor(resolve(maxUnavailable, replicas));
  // Both may round to nothing; without a pod to add or to take away nothing would ever move.
  const stuck = surge === 0 && unavailable === 0;
  return { surge, unavailable: Math.min(stuck ? 1 : unavailable, replicas) };
}

function resolve(value: CountOrPercent, replicas: number): number {
  return typeof value === "number" ? value : (Number.parseInt(value, 10) * replicas) / 100;
}
