import type { ControllerConfig, Finding, RuleSettings } from "../config";
import { controllerRules } from "./controller";
import { runRules } from "./rule";

/** Applies the rules about a controller that is installed. */
export function checkController(controller: ControllerConfig, settings?: RuleSettings): Finding[] {
  return runRules(controllerRules, { controller }, ["controller"], settings);
}
