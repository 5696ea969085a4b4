import type { CanaryConfig } from "../../config";
import { deliveryPlan, type PlannedStep } from "../../delivery-plan";
import type { ServiceScope } from "../scope";
import { type Count, countsOf } from "./counts";

/** A step of a canary, with one of the counts of pods that the service runs with. */
export interface Moment {
  readonly index: number;
  readonly step: CanaryConfig["steps"][number];
  readonly planned: PlannedStep;
  readonly count: Count;
}

/** Every step with every count. What the controller does by itself after the steps is not among them. */
export function momentsOf({ name, service, canary }: ServiceScope): Moment[] {
  if (canary === undefined) return [];
  return countsOf(service).flatMap((count) => {
    const { steps } = deliveryPlan(name, service, { replicas: count.replicas });
    return [...canary.steps.entries()].flatMap(([index, step]) => {
      const planned = steps[index];
      return planned === undefined ? [] : [{ index, step, planned, count }];
    });
  });
}
