import { unregisteredMetricPlugin } from "../references/unregistered-plugin";
import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { argumentType, defaultType } from "./argument-type";
import { argumentDefaults, ignoredArgument, missingArgument } from "./arguments";
import { conditionRules } from "./conditions";
import { duplicateMetric } from "./duplicate-metric";
import { endlessMetric } from "./endless-metric";
import { gateCondition, gateOverlap, gateTemplate, unknownGate } from "./gates";
import { metricInterval, metricLimits } from "./metric-limits";
import { duplicateMetricRule, unmatchedMetricRule } from "./metric-rules";
import { providerRules } from "./providers";
import { templateCycle } from "./template-cycle";
import { emptyTemplate, metricNamesUnique, oneProvider } from "./template-metrics";
import { thresholds } from "./thresholds";
import { undeclaredArgument } from "./undeclared-argument";

/** How a service uses AnalysisTemplates. */
export const analysisRules: readonly Rule<ServiceScope>[] = [
  endlessMetric,
  duplicateMetric,
  missingArgument,
  argumentDefaults,
  ignoredArgument,
  argumentType,
  duplicateMetricRule,
  unmatchedMetricRule,
  gateTemplate,
  gateCondition,
  gateOverlap,
  unknownGate,
];

/** What an AnalysisTemplate may say. */
export const templateRules: readonly Rule<TemplateScope>[] = [
  emptyTemplate,
  templateCycle,
  metricNamesUnique,
  metricInterval,
  metricLimits,
  undeclaredArgument,
  defaultType,
  thresholds,
  oneProvider,
  unregisteredMetricPlugin,
  ...providerRules,
  ...conditionRules,
];
