import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import {
  autoscalerMovesCanaryScale,
  autoscalerSeesMemory,
  stableScaleRacesAutoscaler,
} from "./autoscaled-canary";
import { autoscalingBounds } from "./autoscaling-bounds";
import { autoscalingNeedsRequests } from "./autoscaling-needs-requests";
import { disruptionBudgetBlocks } from "./disruption-budget";
import { minPodsAboveAll, previewAboveActive } from "./few-pods";
import { oneAutoscaler, verticalFightsHorizontal } from "./one-autoscaler";
import { requestWithinLimit, wholeDevices } from "./resource-limits";
import { canaryScaledToZero, scaledObjectTriggers } from "./scaled-object";

/** Pods: how many there are, and what an update needs of them. */
export const capacityRules: readonly Rule<ServiceScope>[] = [
  autoscalingBounds,
  autoscalingNeedsRequests,
  oneAutoscaler,
  verticalFightsHorizontal,
  scaledObjectTriggers,
  canaryScaledToZero,
  autoscalerSeesMemory,
  autoscalerMovesCanaryScale,
  stableScaleRacesAutoscaler,
  minPodsAboveAll,
  previewAboveActive,
  disruptionBudgetBlocks,
  requestWithinLimit,
  wholeDevices,
];
