import { type AnalysisTemplates, type Delivery, deliveryOf, scalingOf, type ServiceConfig } from "../config";
import type { Act, Context } from "./act";
import { blueGreenActs } from "./blue-green";
import { canaryActs } from "./canary";
import { deploymentActs } from "./deployment";
import type { Pods } from "./pods";
import { type Demand, demandOf } from "./requests";

/** What an update of a service does, step by step. Times are the least that it takes: pods may need longer to get ready. */
export interface DeliveryPlan {
  readonly kind: Delivery["kind"];
  /** Whether a router splits the traffic of a canary. */
  readonly hasRouter: boolean;
  readonly replicas: number;
  readonly steps: readonly PlannedStep[];
  readonly totals: PlanTotals;
}

export interface PlannedStep extends Omit<Act, "scaling" | "experiment" | "untimed"> {
  /** Once the step has settled. */
  readonly pods: Pods & { readonly experiment: number };
  /** Fewest ready pods of both versions while it runs. */
  readonly fewestReady: number;
  /** Most that is needed above the steady state while it runs. */
  readonly extra: Demand;
  /** Least time from the start of the update to the start of the step. */
  readonly startSeconds: number;
}

export interface PlanTotals {
  /** Least time until the update is done, without the time that persons take. */
  readonly seconds: number;
  /** What takes time that is not known here. */
  readonly untimed: readonly string[];
  /** The most above the steady state at any time. */
  readonly extra: Demand;
  readonly fewestReady: number;
  /** How often it waits for a person. */
  readonly waits: number;
  /** What can abort it by itself. */
  readonly abortedBy: readonly string[];
}

export interface PlanOptions {
  /** Default: what the service starts with. */
  readonly replicas?: number;
  /** ClusterAnalysisTemplates, for the time that analyses take. */
  readonly clusterTemplates?: AnalysisTemplates;
}

/** Counts of pods between which the service runs, fewest first. */
export function replicaCounts(service: ServiceConfig): [number, number] {
  const { min, max } = scalingOf(service) ?? { min: service.replicaCount, max: service.replicaCount };
  return [min, max];
}

export function deliveryPlan(name: string, service: ServiceConfig, options: PlanOptions = {}): DeliveryPlan {
  const { replicas = replicaCounts(service)[0], clusterTemplates = {} } = options;
  const delivery = deliveryOf(name, service);
  const templates = {
    own: service.analysisTemplates,
    cluster: clusterTemplates,
    gates: service.rollout.gates,
  };
  const acts = actsOf(delivery, { service, replicas, templates });
  const steps = onTheClock(acts, service, replicas);
  return {
    kind: delivery.kind,
    hasRouter: delivery.kind === "canary" && delivery.canary.trafficRouting !== undefined,
    replicas,
    steps,
    totals: totalsOf(steps, acts, service),
  };
}

function actsOf(delivery: Delivery, context: Context): Act[] {
  if (delivery.kind === "canary") return canaryActs(delivery.canary, context);
  return delivery.kind === "blueGreen" ? blueGreenActs(delivery.blueGreen, context) : deploymentActs(context);
}

/** Pods of an experiment stay for a while after its end, and count for the steps that follow. */
function onTheClock(acts: readonly Act[], service: ServiceConfig, replicas: number): PlannedStep[] {
  let startSeconds = 0;
  const leftovers: { pods: number; until: number }[] = [];
  return acts.map((act) => {
    const { scaling, experiment, seconds } = act;
    const own = experiment?.pods ?? 0;
    const left = leftovers
      .filter(({ until }) => until > startSeconds)
      .reduce((sum, { pods }) => sum + pods, 0);
    const step: PlannedStep = {
      index: act.index,
      label: act.label,
      wantedWeight: act.wantedWeight,
      weight: act.weight,
      pods: { ...scaling.pods, experiment: own },
      fewestReady: scaling.fewestReady,
      extra: demandOf(Math.max(0, scaling.most - replicas) + own + left, service),
      startSeconds,
      seconds,
      waitsForPerson: act.waitsForPerson,
      analyses: act.analyses,
      abortedBy: act.abortedBy,
      isAftermath: act.isAftermath,
    };
    startSeconds += seconds;
    if (experiment !== undefined) leftovers.push({ pods: own, until: startSeconds + experiment.staySeconds });
    return step;
  });
}

function totalsOf(steps: readonly PlannedStep[], acts: readonly Act[], service: ServiceConfig): PlanTotals {
  const update = steps.filter(({ isAftermath }) => !isAftermath);
  return {
    seconds: update.reduce((sum, { seconds }) => sum + seconds, 0),
    untimed: acts.flatMap(({ untimed }) => untimed),
    extra: demandOf(Math.max(0, ...steps.map(({ extra }) => extra.pods)), service),
    fewestReady: Math.min(...steps.map(({ fewestReady }) => fewestReady)),
    waits: steps.filter(({ waitsForPerson }) => waitsForPerson).length,
    abortedBy: [...new Set(steps.flatMap(({ abortedBy }) => abortedBy))],
  };
}
