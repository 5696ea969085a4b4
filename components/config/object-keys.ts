import { autoscaling } from "./autoscaling";
import { podDisruptionBudget } from "./disruption-budget";

/** Keys of a service that describe the objects around its workload. */
export const objectKeys = {
  autoscaling: autoscaling
    .prefault({})
    .describe("A HorizontalPodAutoscaler that follows the kind of the workload."),
  podDisruptionBudget: podDisruptionBudget
    .prefault({})
    .describe("How many pods a drain of nodes may take away at the same time."),
};
