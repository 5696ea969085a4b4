export { AnalysisTemplates, type AnalysisTemplatesArgs } from "./analysis-templates";
export { renderAnalysisSecrets } from "./render-secrets";
export { renderAnalysisTemplates, renderClusterAnalysisTemplates } from "./render-templates";
export { gated } from "./gates";
export {
  defineTemplate,
  library,
  libraryTemplates,
  together,
  type TemplateUse,
  type TypedTemplate,
} from "./library";
