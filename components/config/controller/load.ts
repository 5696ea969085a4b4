import { z } from "zod";

/** What a Rollouts controller holds in its memory, as numbers of objects. */
export interface ControllerLoad {
  readonly rollouts: number;
  /** Of Rollouts: the current ones and those that are kept. */
  readonly replicaSets: number;
  readonly analysisRuns: number;
  /** All that it sees, whoever they belong to. */
  readonly services: number;
  /** All that it sees, whoever they belong to. */
  readonly ingresses: number;
  /** VirtualServices and DestinationRules, all that it sees. */
  readonly istioObjects: number;
  /** All that it sees, once a Rollout refers to one; else none. */
  readonly deployments: number;
  /** Size of a pod template in JSON, on average. */
  readonly templateBytes: number;
}

export type LoadKind = Exclude<keyof ControllerLoad, "templateBytes">;
export const loadKinds = [
  "rollouts",
  "replicaSets",
  "analysisRuns",
  "services",
  "ingresses",
  "istioObjects",
  "deployments",
] as const satisfies readonly LoadKind[];

/** A template of one container with a dozen variables, probes and resources. */
export const TYPICAL_TEMPLATE_BYTES = 2048;

export const noLoad: ControllerLoad = {
  ...{ rollouts: 0, replicaSets: 0, analysisRuns: 0, services: 0, ingresses: 0, istioObjects: 0 },
  ...{ deployments: 0, templateBytes: TYPICAL_TEMPLATE_BYTES },
};

const count = z.int().min(0);

/** What another stack told of its services. A kind that it did not know yet is none. */
export const controllerLoad = z.object({
  rollouts: count,
  replicaSets: count,
  analysisRuns: count.default(0),
  services: count.default(0),
  ingresses: count.default(0),
  istioObjects: count.default(0),
  deployments: count.default(0),
  templateBytes: count.default(TYPICAL_TEMPLATE_BYTES),
});

/** The load of two parts of a cluster together, such as of two stacks. */
export function addCounts(one: ControllerLoad, other: ControllerLoad): ControllerLoad {
  return { ...combine(one, other, (a, b) => a + b), templateBytes: averageTemplate(one, other) };
}

/** The load of one cluster, counted in two ways of which each may miss something. */
export function largerCounts(one: ControllerLoad, other: Partial<ControllerLoad>): ControllerLoad {
  return combine(one, other, Math.max);
}

function combine(
  one: ControllerLoad,
  other: Partial<ControllerLoad>,
  join: (a: number, b: number) => number,
): ControllerLoad {
  const counts = loadKinds.map((kind): [LoadKind, number] => [kind, join(one[kind], other[kind] ?? 0)]);
  return { ...one, ...Object.fromEntries(counts) };
}

function averageTemplate(one: ControllerLoad, other: ControllerLoad): number {
  const rollouts = one.rollouts + other.rollouts;
  if (rollouts === 0) return Math.max(one.templateBytes, other.templateBytes);
  const bytes = one.rollouts * one.templateBytes + other.rollouts * other.templateBytes;
  return Math.round(bytes / rollouts);
}
