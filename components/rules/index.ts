export { checkEnvironment } from "./check-environment";
export { type CheckedService, checkService } from "./check-service";
export { checkTemplates } from "./check-templates";
export { type Mistake, type Rule } from "./rule";
export {
  clusterTemplateNames,
  type EnvironmentScope,
  type ServiceScope,
  type Surroundings,
  type TemplateScope,
} from "./scope";
export { rules } from "./tables";
