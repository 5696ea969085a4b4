import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { autoscalingBounds } from "./autoscaling-bounds";
import { autoscalingNeedsRequests } from "./autoscaling-needs-requests";

/** Pods: how many there are, and what an update needs of them. */
export const capacityRules: readonly Rule<ServiceScope>[] = [autoscalingBounds, autoscalingNeedsRequests];
