import type { Finding } from "../config";
import { checkController } from "./check-controller";
import { checkTemplates } from "./check-templates";
import { environmentRules } from "./environment";
import { runRules } from "./rule";
import type { EnvironmentScope } from "./scope";
import { reachOf, settingsRules } from "./tables";

/** What no service shows by itself: services that get into each other's way, the stack's own templates, the controller. */
export function checkEnvironment(scope: EnvironmentScope): Finding[] {
  const { analysisTemplates, controller, rules } = scope.environment;
  const where = { isClusterWide: true, around: scope.around };
  return [
    ...runRules(environmentRules, scope, [], rules),
    ...(controller.install ? checkController(controller, rules) : []),
    ...checkTemplates(analysisTemplates, where, ["analysisTemplates"], rules),
    ...runRules(settingsRules, { settings: rules, ...reachOf.stack }, ["rules"], rules),
  ];
}
