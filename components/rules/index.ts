import { analysisRules, templateRules } from "./analysis";
import { capacityRules } from "./capacity";
import { environmentRules } from "./environment";
import { routingRules } from "./routing";
import type { Rule } from "./rule";
import { strategyRules } from "./strategy";

export { checkEnvironment } from "./check-environment";
export { type CheckedService, checkService } from "./check-service";
export { type Mistake, type Rule } from "./rule";
export { type EnvironmentScope, type ServiceScope, type Surroundings, type TemplateScope } from "./scope";

/** Every rule that there is: what can be named in `rules` of a stack or a service. */
export const rules: readonly Omit<Rule<never>, "check">[] = [
  ...strategyRules,
  ...routingRules,
  ...capacityRules,
  ...analysisRules,
  ...templateRules,
  ...environmentRules,
];
