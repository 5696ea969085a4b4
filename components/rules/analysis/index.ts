import { unregisteredMetricPlugin } from "../references/unregistered-plugin";
import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { argumentType, defaultType } from "./argument-type";
import { argumentDefaults, ignoredArgument, missingArgument } from "./arguments";
import { conditionRules } from "./conditions";
import { duplicateMetric } from "./duplicate-metric";
import { endlessMetric } from "./endless-metric";
import {
  gateCondition,
  gateCopyNames,
  gateExperiment,
  gateOverlap,
  gateTemplate,
  uncheckedGate,
  unknownGate,
} from "./gates";
import { argumentLimits, metricInterval, metricLimits } from "./metric-limits";
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
  argumentLimits,
  duplicateMetricRule,
  unmatchedMetricRule,
  gateTemplate,
  uncheckedGate,
  gateCondition,
  gateExperiment,
  gateOverlap,
  gateCopyNames,
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
