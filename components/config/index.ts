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
export { parse, parseRest } from "./parse";
export { presets } from "./presets";
export {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  analysisTemplate,
  type Metric,
} from "./analysis-template";
export { type AnalysisUse } from "./analysis-use";
export { type CanaryStep } from "./canary-step";
export { type Delivery, deliveryOf, ISTIO_ROUTE, usesVirtualService } from "./delivery";
export { type Experiment } from "./experiment";
export { isOutput } from "./leaf";
export { type LiveCluster, type LiveWorkload } from "./live-cluster";
export { type MetricProvider } from "./metric-provider";
export { type PluginConfig } from "./plugin";
export { type RolloutConfig } from "./rollout";
export { type BlueGreenConfig, type CanaryConfig } from "./rollout-strategy";
export { builtInRouters, GATEWAY_API_PLUGIN, type RouterTraits, routersOf, type UsedRouter } from "./routers";
export { type RuleSettings } from "./rule-settings";
export { durationSeconds } from "./scalars";
export { type TrafficRouting } from "./traffic-routing";
export { service, type ServiceConfig, type ServiceInput } from "./service";
export { serviceName } from "./service-name";
export { environment, type EnvironmentConfig } from "./environment";
