import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { argumentFieldPath } from "./argument-field-path";
import { promotionDelayIgnored } from "./promotion-delay-ignored";
import { canaryCanMove } from "./canary-can-move";
import { canaryServiceIsApex } from "./canary-service-is-apex";
import { canaryWeightBounds } from "./canary-weight-bounds";
import { experimentTemplateNames, experimentWeights } from "./experiment-templates";
import { canaryIgnoredWithoutRouter, canaryNeedsRouter, stableScaleOrDelay } from "./needs-router";
import { progressDeadline } from "./progress-deadline";
import { revisionsOutOfHistory, scaleDownRevisions } from "./revision-history";
import { strategyServicesDiffer } from "./services-differ";
import { workloadRefKind, workloadRefPods, workloadRefSelector } from "./workload-ref";

/** What a Rollout may say whatever its strategy, and whose pods it runs. */
export const rolloutRules: readonly Rule<ServiceScope>[] = [
  progressDeadline,
  scaleDownRevisions,
  revisionsOutOfHistory,
  strategyServicesDiffer,
  promotionDelayIgnored,
  argumentFieldPath,
  workloadRefKind,
  workloadRefSelector,
  workloadRefPods,
];

/** What a canary and its steps may say. */
export const canaryRules: readonly Rule<ServiceScope>[] = [
  canaryCanMove,
  canaryWeightBounds,
  canaryServiceIsApex,
  canaryNeedsRouter,
  canaryIgnoredWithoutRouter,
  stableScaleOrDelay,
  experimentTemplateNames,
  experimentWeights,
];

/** What the strategy of a Rollout may say. */
export const strategyRules: readonly Rule<ServiceScope>[] = [...rolloutRules, ...canaryRules];
