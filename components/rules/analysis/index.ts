import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";

/** How a service uses AnalysisTemplates. */
export const analysisRules: readonly Rule<ServiceScope>[] = [];

/** What an AnalysisTemplate may say. */
export const templateRules: readonly Rule<TemplateScope>[] = [];
