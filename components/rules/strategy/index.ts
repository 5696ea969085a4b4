import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { canaryCanMove } from "./canary-can-move";
import { canaryWeightBounds } from "./canary-weight-bounds";

/** What the strategy of a Rollout may say. */
export const strategyRules: readonly Rule<ServiceScope>[] = [canaryCanMove, canaryWeightBounds];
