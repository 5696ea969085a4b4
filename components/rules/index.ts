export { checkController } from "./check-controller";
export { checkEnvironment } from "./check-environment";
export { checkInstall } from "./check-install";
export { checkPlatform } from "./check-platform";
export { type CheckedService, checkService } from "./check-service";
export { checkTemplates } from "./check-templates";
export { controllerRules } from "./controller";
export { type Mistake, type Rule } from "./rule";
export {
  clusterTemplateNames,
  type ControllerScope,
  type EnvironmentScope,
  type ServiceScope,
  strategyOf,
  type Surroundings,
  type TemplateScope,
} from "./scope";
export {
  type DroppedField,
  type FormerInstall,
  type InstallScope,
  type RolloutCounts,
  type UnknownField,
} from "./install/install-scope";
export { countingOverrides, isNewHere, unjudged } from "./live/promotion";
export { gateCopies } from "./analysis/gates";
export { findTemplate, type KnownTemplate, type KnownTemplates } from "./references/template-lookup";
export { rules } from "./tables";
