import { suggestion } from "../../config";
import type { Rule } from "../rule";
import type { TemplateScope } from "../scope";
import { placeholdersIn } from "./placeholder";

export const undeclaredArgument: Rule<TemplateScope> = {
  id: "undeclared-argument",
  severity: "error",
  what: "A metric has a placeholder that is no argument of its template.",
  why: "The controller refuses the Rollout (InvalidSpec), or the AnalysisRun ends with an error: it fills in arguments alone.",
  upstream: "argo-rollouts utils/template/template.go; validation_references.go: validateAnalysisMetrics",
  *check({ template: { args = [], metrics = [] } }) {
    const known = args.map(({ name }) => `args.${name}`);
    for (const [index, metric] of metrics.entries()) {
      for (const placeholder of new Set(placeholdersIn(metric))) {
        if (known.includes(placeholder)) continue;
        yield {
          path: ["metrics", index],
          reason: `{{${placeholder}}} is no argument of this template.`,
          hint: wayOut(placeholder, known),
        };
      }
    }
  },
};

function wayOut(placeholder: string, known: readonly string[]): string {
  if (known.length > 0) return suggestion(placeholder, known);
  return placeholder.startsWith("args.")
    ? "Declare it in the template's args."
    : "Placeholders are {{args.<name>}}, and the name stands in the template's args.";
}
