import { unregisteredMetricPlugin } from "../references/unregistered-plugin";
import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { argumentDefaults, ignoredArgument, missingArgument } from "./arguments";
import { conditionRules } from "./conditions";
import { duplicateMetric } from "./duplicate-metric";
import { endlessMetric } from "./endless-metric";
import { metricInterval, metricLimits } from "./metric-limits";
import { duplicateMetricRule, unmatchedMetricRule } from "./metric-rules";
import { providerRules } from "./providers";
import { templateCycle } from "./template-cycle";
import { emptyTemplate, metricNamesUnique, oneProvider } from "./template-metrics";
import { undeclaredArgument } from "./undeclared-argument";

/** How a service uses AnalysisTemplates. */
export const analysisRules: readonly Rule<ServiceScope>[] = [
  endlessMetric,
  duplicateMetric,
  missingArgument,
  argumentDefaults,
  ignoredArgument,
  duplicateMetricRule,
  unmatchedMetricRule,
];

/** What an AnalysisTemplate may say. */
export const templateRules: readonly Rule<TemplateScope>[] = [
  emptyTemplate,
  templateCycle,
  metricNamesUnique,
  metricInterval,
  metricLimits,
  undeclaredArgument,
  oneProvider,
  unregisteredMetricPlugin,
  ...providerRules,
  ...conditionRules,
];
