export { AnalysisTemplates, type AnalysisTemplatesArgs } from "./analysis-templates";
export { renderAnalysisSecrets } from "./render-secrets";
export { renderAnalysisTemplates, renderClusterAnalysisTemplates } from "./render-templates";
export { type KnownTemplates, knownTemplates, located } from "./template-scope";
