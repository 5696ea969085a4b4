import { autoscaling } from "./autoscaling";
import { podDisruptionBudget } from "./disruption-budget";
import { monitoring } from "./objects/monitoring";
import { networkPolicy } from "./objects/network-policy";
import { scaledObject } from "./objects/scaled-object";
import { verticalPodAutoscaler } from "./objects/vertical-pod-autoscaler";

/** Keys of a service that describe the objects around its workload. */
export const objectKeys = {
  autoscaling: autoscaling
    .prefault({})
    .describe("A HorizontalPodAutoscaler that follows the kind of the workload."),
  scaledObject: scaledObject.prefault({}).describe("A ScaledObject of KEDA, instead of `autoscaling`."),
  verticalPodAutoscaler: verticalPodAutoscaler
    .prefault({})
    .describe("A VerticalPodAutoscaler that follows the kind of the workload."),
  podDisruptionBudget: podDisruptionBudget
    .prefault({})
    .describe("How many pods a drain of nodes may take away at the same time."),
  networkPolicy: networkPolicy.prefault({}).describe("Who may call the pods, and whom they may call."),
  monitoring: monitoring.prefault({}).describe("How the service is watched."),
};
