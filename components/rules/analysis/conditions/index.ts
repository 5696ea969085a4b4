import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { conditionIgnored, conditionMissing } from "./condition-use";
import { conditionResult, conditionSyntax, conditionWithoutData } from "./rules";

/** How a metric judges what it measured. */
export const conditionRules: readonly Rule<TemplateScope>[] = [
  conditionSyntax,
  conditionResult,
  conditionWithoutData,
  conditionMissing,
  conditionIgnored,
];
