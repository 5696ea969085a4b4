import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { effectiveCanary } from "./effective-canary";
import { canaryFallingWeight } from "./falling-weight";
import { canaryNeverRuns } from "./never-runs";
import { canaryOverloaded } from "./overloaded";
import { canaryRouteWithoutPods } from "./route-without-pods";
import { canaryStalls } from "./stalls";
import { releaseTimeLimit } from "./time-limit";
import { blueGreenManualPromotion, canaryEndlessPause } from "./unattended";

/** What an update comes to: who gets how much traffic on how many pods, and how long it takes. */
export const releaseRules: readonly Rule<ServiceScope>[] = [
  effectiveCanary,
  canaryOverloaded,
  canaryFallingWeight,
  canaryNeverRuns,
  canaryRouteWithoutPods,
  canaryEndlessPause,
  blueGreenManualPromotion,
  canaryStalls,
  releaseTimeLimit,
];
