export { type AutoscalingConfig } from "./autoscaling";
export { controller, type ControllerConfig, type ControllerInput, ROLLOUTS_VERSION } from "./controller";
export {
  ConfigError,
  type Finding,
  formatFinding,
  formatPath,
  type Path,
  type Severity,
  sortFindings,
} from "./finding";
export { type Data, type DataObject, isDataObject, mergeLayers } from "./layers";
export { parse } from "./parse";
export { presets } from "./presets";
export { type CanaryStep, type RolloutConfig } from "./rollout";
export { service, type ServiceConfig, type ServiceInput } from "./service";
export { serviceName } from "./service-name";
export { environment, type EnvironmentConfig } from "./environment";
