import type { CanaryConfig, CanaryStep } from "../config";

/** What the steps have asked for, up to one of them. */
export interface Wish {
  /** Of `maxTrafficWeight`. */
  readonly weight: number;
  /** Weight that goes to pods of an experiment. */
  readonly elsewhere: number;
  readonly scale: CanaryStep["setCanaryScale"];
}

export function allTraffic({ trafficRouting }: CanaryConfig): number {
  return trafficRouting?.maxTrafficWeight ?? 100;
}

/**
 * Looks back from a step, as the controller does: the last weight, 0 before the first; the last `setCanaryScale`,
 * which says no count when it matches the traffic again.
 * Upstream: `GetCurrentSetWeight` and `UseSetCanaryScale` in utils/replicaset/canary.go.
 */
export function wishAt(canary: CanaryConfig, index: number): Wish {
  const before = canary.steps.slice(0, index + 1);
  const weight = before.findLast((step) => step.setWeight !== undefined)?.setWeight ?? 0;
  return {
    // A weight above all traffic is refused elsewhere; here it must not confuse.
    weight: Math.min(weight, allTraffic(canary)),
    elsewhere: sum(canary.steps[index]?.experiment?.templates.map(({ weight = 0 }) => weight)),
    scale: before.findLast((step) => step.setCanaryScale !== undefined)?.setCanaryScale,
  };
}

export function sum(numbers: readonly number[] = []): number {
  return numbers.reduce((before, number) => before + number, 0);
}
