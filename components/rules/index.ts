export { checkEnvironment } from "./check-environment";
export { checkPlatform } from "./check-platform";
export { type CheckedService, checkService } from "./check-service";
export { checkTemplates } from "./check-templates";
export { type Mistake, type Rule } from "./rule";
export {
  clusterTemplateNames,
  type EnvironmentScope,
  type ServiceScope,
  strategyOf,
  type Surroundings,
  type TemplateScope,
} from "./scope";
export { gateCopies } from "./analysis/gates";
export { findTemplate, type KnownTemplate, type KnownTemplates } from "./references/template-lookup";
export { rules } from "./tables";
