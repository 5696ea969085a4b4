import type { Finding } from "../config";
import { templateRules } from "./analysis";
import { environmentRules } from "./environment";
import { runRules } from "./rule";
import type { EnvironmentScope } from "./scope";
import { reachOf, settingsRules } from "./tables";

/** What no service shows by itself: services that get into each other's way, the stack's own templates, the controller. */
export function checkEnvironment(scope: EnvironmentScope): Finding[] {
  const { analysisTemplates, rules } = scope.environment;
  const templates = Object.entries(analysisTemplates).flatMap(([name, template]) =>
    runRules(
      templateRules,
      { name, template, isClusterWide: true, templates: analysisTemplates, around: scope.around },
      ["analysisTemplates", name],
      rules,
    ),
  );
  return [
    ...runRules(environmentRules, scope, [], rules),
    ...templates,
    ...runRules(settingsRules, { settings: rules, ...reachOf.stack }, ["rules"], rules),
  ];
}
