import type { Shape } from "./objects";

/** A way in which Rollouts are kept, and the numbers of Rollouts at which it is measured. */
export interface Variant extends Shape {
  readonly name: string;
  readonly points: readonly number[];
  /** How many Rollouts are updated at once, at most: enough for the Go runtime to collect many times meanwhile. */
  readonly updated: number;
  /** The controller gets the memory limit of the Go runtime that the component would render. */
  readonly limited: boolean;
}

const base = {
  ...{ history: 2, variables: 25, analysisRuns: 0, services: 0, istio: false, workloadRef: false },
  ...{ limited: false, updated: 1000 },
};
const at1000 = { points: [1000], updated: 250 };

export const variants: readonly Variant[] = [
  { ...base, name: "base", points: [0, 250, 500, 1000, 2000, 5000] },
  { ...base, name: "history-10", history: 10, points: [1000, 2000], updated: 250 },
  { ...base, name: "analysis", analysisRuns: 10, ...at1000 },
  { ...base, name: "services", services: 3, ...at1000 },
  { ...base, name: "istio", istio: true, ...at1000 },
  { ...base, name: "workload-ref", workloadRef: true, ...at1000 },
  { ...base, name: "variables-5", variables: 5, ...at1000 },
  { ...base, name: "variables-100", variables: 100, ...at1000 },
  { ...base, name: "limited", limited: true, points: [1000, 2000], updated: 250 },
];
