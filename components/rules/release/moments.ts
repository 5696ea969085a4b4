import type { CanaryConfig } from "../../config";
import { type DeliveryPlan, deliveryPlan, type PlannedStep } from "../../delivery-plan";
import type { ServiceScope } from "../scope";
import { type Count, countsOf } from "./counts";

/** A step of a canary, with one of the counts of pods that the service runs with. */
export interface Moment {
  readonly index: number;
  readonly step: CanaryConfig["steps"][number];
  readonly planned: PlannedStep;
  readonly count: Count;
}

/** The plan of an update with one of the counts of pods that the service runs with. */
export interface CountedPlan {
  readonly count: Count;
  readonly plan: DeliveryPlan;
}

/** Several rules look at the same plans, and a plan takes longer than all that is done with it. */
const known = new WeakMap<ServiceScope, readonly CountedPlan[]>();

export function plansOf(scope: ServiceScope): readonly CountedPlan[] {
  const plans = known.get(scope) ?? makePlans(scope);
  known.set(scope, plans);
  return plans;
}

function makePlans({ name, service, around: { clusterTemplates = {} } }: ServiceScope): CountedPlan[] {
  return countsOf(service).map((count) => ({
    count,
    plan: deliveryPlan(name, service, { replicas: count.replicas, clusterTemplates }),
  }));
}

/** Every step with every count. What the controller does by itself after the steps is not among them. */
export function momentsOf(scope: ServiceScope): Moment[] {
  const { canary } = scope;
  if (canary === undefined) return [];
  return plansOf(scope).flatMap(({ count, plan }) =>
    [...canary.steps.entries()].flatMap(([index, step]) => {
      const planned = plan.steps[index];
      return planned === undefined ? [] : [{ index, step, planned, count }];
    }),
  );
}
