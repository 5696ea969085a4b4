import type { ServiceConfig } from "../config";
import type { KnownTemplates } from "./analysis";
import { formatDuration } from "./duration";
import { type Pods, type Scaling, total } from "./pods";

/** An analysis that runs during a step. */
export interface PlannedAnalysis {
  readonly kind: "step" | "background" | "experiment" | "prePromotion" | "postPromotion";
  /** Names of its templates. */
  readonly templates: readonly string[];
  /** Whether it begins with this step. */
  readonly starts: boolean;
}

/** What an update does at one moment, before the clock and the cost are worked out. */
export interface Act {
  /** Position in `rollout.canary.steps`. Without one the controller does it by itself. */
  readonly index: number | undefined;
  readonly label: string;
  /** Percent of the traffic that the new version should get. */
  readonly wantedWeight: number;
  /** Percent that it gets once the pods have settled. */
  readonly weight: number;
  readonly scaling: Scaling;
  /** Pods beside both versions, and how long they stay after the act. */
  readonly experiment: { readonly pods: number; readonly staySeconds: number } | undefined;
  /** Least time. */
  readonly seconds: number;
  /** Whether it ends only when a person says so. */
  readonly waitsForPerson: boolean;
  readonly analyses: readonly PlannedAnalysis[];
  /** Analyses that make the act longer, by a time that is not known here. */
  readonly untimed: readonly string[];
  /** What can abort the update by itself. */
  readonly abortedBy: readonly string[];
  /** True for what happens after the update is done: the old pods go. */
  readonly isAftermath: boolean;
}

/** What the acts of every strategy depend on. */
export interface Context {
  readonly service: ServiceConfig;
  readonly replicas: number;
  readonly templates: KnownTemplates;
}

/** Upstream's default for what stays after the switch, and for the pods of an experiment. */
export const SCALE_DOWN_DELAY = 30;

/** Takes no time, measures nothing, waits for nobody. */
export const idle = {
  experiment: undefined,
  seconds: 0,
  waitsForPerson: false,
  analyses: [],
  untimed: [],
  abortedBy: [],
} as const;

/** An act that does nothing but what is said. */
export function act(said: Pick<Act, "label" | "weight" | "wantedWeight" | "scaling"> & Partial<Act>): Act {
  return { ...idle, index: undefined, isAftermath: false, ...said };
}

/** Pods that stay as they are. */
export function still(pods: Pods): Scaling {
  return { pods, most: total(pods), fewestReady: total(pods), waves: 0 };
}

/** All traffic goes to the new version. */
export const ALL_NEW = { weight: 100, wantedWeight: 100 } as const;

/** After the update: the old pods stay for a while, for an instant way back, then go. */
export function oldPodsLeave(from: Pods, seconds: number): Act {
  const pods = { stable: 0, canary: from.canary };
  const scaling = { pods, most: total(from), fewestReady: total(pods), waves: 0 };
  const label = seconds === 0 ? "old pods leave" : `old pods leave after ${formatDuration(seconds)}`;
  return act({ label, ...ALL_NEW, scaling, seconds, isAftermath: true });
}

/** New pods count once they have been ready for so long. */
export function readySeconds({ service }: Context, waves: number): number {
  return waves * (service.rollout.minReadySeconds ?? 0);
}

/** Only while pods are on their way: pauses, analyses and experiments have no deadline. Upstream: `isIndefiniteStep`. */
export function deadline({ service: { rollout } }: Context): string[] {
  if (rollout.progressDeadlineAbort !== true) return [];
  return [`progress deadline (${formatDuration(rollout.progressDeadlineSeconds ?? 600)})`];
}
