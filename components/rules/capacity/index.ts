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
import { requestWithinLimit, wholeDevices } from "./resource-limits";
import { minPodsAboveAll, previewAboveActive } from "./few-pods";

/** Pods: how many there are, and what an update needs of them. */
export const capacityRules: readonly Rule<ServiceScope>[] = [
  autoscalingBounds,
  autoscalingNeedsRequests,
  autoscalerSeesMemory,
  autoscalerMovesCanaryScale,
  stableScaleRacesAutoscaler,
  minPodsAboveAll,
  previewAboveActive,
  disruptionBudgetBlocks,
  requestWithinLimit,
  wholeDevices,
];
