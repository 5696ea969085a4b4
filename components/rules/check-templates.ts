import type { AnalysisTemplates, Finding, Path, RuleSettings } from "../config";
import { templateRules } from "./analysis";
import { runRules } from "./rule";
import type { TemplateScope } from "./scope";

/** Applies the rules about AnalysisTemplates to those that are declared together, at `at`. */
export function checkTemplates(
  templates: AnalysisTemplates,
  where: Pick<TemplateScope, "isClusterWide" | "around">,
  at: Path,
  settings: RuleSettings | undefined,
): Finding[] {
  return Object.entries(templates).flatMap(([name, template]) =>
    runRules(templateRules, { name, template, templates, ...where }, [...at, name], settings),
  );
}
