export { canonicalQuantity } from "./canonical-quantity";
export { type AutoscalingConfig } from "./autoscaling";
export {
  controller,
  type ControllerConfig,
  type ControllerInput,
  ROLLOUTS_VERSION,
} from "./controller/controller";
export {
  clusterTemplateName,
  INSTANCE_LABEL,
  type InstanceIds,
  instanceLabels,
  instanceIdsOf,
  instanceOf,
} from "./controller/instances";
export { allowedRouters } from "./controller/rights";
export { flagOf, flagOptions, optionOf } from "./controller/flag-options";
export {
  ConfigError,
  type Finding,
  formatFinding,
  formatPath,
  type Path,
  type Severity,
  sortFindings,
} from "./finding";
export {
  environmentsFile,
  type EnvironmentsFile,
  extendsFindings,
  ownValues,
  presetLayers,
  presetNames,
} from "./environments-file";
export { type Fields, listAt, listOf, mapAt, mapOf, nameOf, numberAt, textAt, textsAt } from "./fields";
export { type Data, type DataObject, isDataObject, mergeLayers, valueAt } from "./layers";
export { parse, parseRest } from "./parse";
export { parseLayer } from "./parse-layer";
export { mergeNamed, type Merged, type NamedLayer } from "./provenance";
export { isNamedBy, type OwnStacks, type Selection } from "./own-stacks";
export { circlesOf, type ServiceOrder, wavesOf } from "./service-order";
export { suggestion } from "./suggestion";
export {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  type AnalysisTemplatesInput,
  analysisTemplate,
  analysisTemplates,
  type Metric,
  type TemplateArgument,
} from "./analysis-template";
export {
  analysisLibrary,
  type AnalysisLibrary,
  type AnalysisLibraryInput,
  libraryDialects,
  libraryKinds,
} from "./analysis-library";
export { type AnalysisSecrets } from "./analysis-secrets";
export { type AnalysisUse } from "./analysis-use";
export { fillArguments, plainValues } from "./fill-arguments";
export { type Gate, gateCopyName, gateOf } from "./gate";
export { type ArgumentTypeName, argumentTypes, typeMistake } from "./argument-type";
export { type CanaryStep } from "./canary-step";
export { type Delivery, deliveryOf } from "./delivery";
export { type Experiment } from "./experiment";
export { isOutput } from "./leaf";
export { isLabelValue } from "./labels";
export {
  labelsOfNamespace,
  POD_SECURITY,
  type PodSecurity,
  type PodSecurityLevel,
  podSecurityLevels,
} from "./namespace";
export {
  CONFIG_OF,
  currentOf,
  emptyCluster,
  imageInCluster,
  HELD_REVISION,
  type LiveCluster,
  type LiveConfig,
  type LiveConfigMap,
  type LiveRelease,
  type LiveRoutes,
  type LiveWorkload,
  predecessorOf,
  RELEASE_CHECKSUM,
  servesByItself,
  lookKey,
  routeKey,
} from "./live-cluster";
export {
  instanceOfTemplate,
  liveTemplates,
  templateKey,
  type TemplateKind,
  visibleNames,
  visibleTemplate,
} from "./live-templates";
export {
  type Answer,
  answerOf,
  type Measured,
  measuredOf,
  type MetricProvider,
  type ResultPart,
} from "./providers";
export { type PodAffinityTerm } from "./pod/affinity";
export { type InitContainer, type Sidecar } from "./pod/containers";
export { type ImageConfig, plainImage } from "./pod/image";
export { drainSecondsOf, graceSecondsOf } from "./pod/lifecycle";
export { type ContainerSecurity, type Security } from "./pod/security";
export { type SpreadConstraint } from "./pod/topology-spread";
export { type FurtherPort } from "./cluster-service";
export { podKeys } from "./pod-keys";
export { type PluginConfig, pluginImageDefaults, type PluginsConfig } from "./controller/plugins";
export {
  comesBy,
  DEFAULT_ARCHITECTURE,
  hasRateFlags,
  type ListedPlugin,
  listedPlugins,
  type LoadedPlugin,
  loadedPlugin,
  pluginName,
  usedPlugin,
} from "./controller/loaded-plugin";
export {
  type PluginList,
  pluginRegistry,
  type PluginRights,
  registeredPlugin,
  type RegisteredPlugin,
} from "./controller/plugin-registry";
export { type AlertName, alertNames } from "./controller/alerts";
export {
  namesOf as notificationNames,
  notifierNames,
  type NotificationsConfig,
  upstreamNotifications,
} from "./controller/notifications";
export { compareVersions } from "./controller/compare-versions";
export { type DashboardConfig, exposuresOf } from "./controller/dashboard";
export { type MonitorConfig } from "./controller/metrics";
export {
  addCounts,
  controllerLoad,
  type ControllerLoad,
  largerCounts,
  type LoadKind,
  loadKinds,
  noLoad,
  TYPICAL_TEMPLATE_BYTES,
} from "./controller/load";
export { certManager, type CertManagerConfig } from "./platform/cert-manager";
export { type CertificateConfig } from "./platform/certificates";
export { GATEWAY_API_VERSION, type GatewayApiConfig } from "./platform/gateway-api";
export { type GatewayConfig, type Listener } from "./platform/gateways";
export { type IssuerConfig } from "./platform/issuers";
export { platform, type PlatformConfig, type PlatformInput } from "./platform/platform";
export { listenerSecret, type WantedCertificate, wantedCertificates } from "./platform/wanted-certificates";
export {
  type KnownController,
  type KnownGateway,
  type KnownListener,
  PLATFORM_FORMAT,
  type PlatformOutputs,
  platformOutputs,
} from "./platform/outputs";
export { placeIn, promqlMistake, promqlType } from "./promql";
export { ROLE_LABEL } from "./roles";
export { historyDefaults, type RolloutConfig } from "./rollout";
export { type BlueGreenConfig, type CanaryConfig } from "./rollout-strategy";
export {
  builtInRouters,
  GATEWAY_API_PLUGIN,
  GLOO_PLUGIN,
  hasFeature,
  isManagedCopy,
  type RouterFeatures,
  type RouterSupport,
  type RouterTraits,
  routersOf,
  routersWith,
  type UsedRouter,
} from "./routing/routers";
export {
  type GatewayRoute,
  gatewayRoutesOf,
  grpcRulesOf,
  httpRulesOf,
  isSteerable,
  redirects,
} from "./routing/gateway-api";
export { servicePort } from "./routing/service-port";
export { type RuleSettings } from "./rule-settings";
export { durationSeconds } from "./scalars";
export { ISTIO_ROUTE, type IstioConfig, istioOf, usesVirtualService } from "./routing/istio";
export { type AppMeshConfig, appMeshOf } from "./routing/app-mesh";
export { type TraefikRoute, traefikOf } from "./routing/traefik";
export { ALB_PREFIX, type AlbConfig, type AlbIngress, albOf } from "./routing/alb";
export { type AmbassadorConfig, ambassadorOf, type Mapping, mappingsOf } from "./routing/ambassador";
export { type ApisixConfig, apisixOf } from "./routing/apisix";
export { ingressesOf, previewName } from "./routing/ingress";
export { derivedRouting } from "./routing/blocks";
export { routingKeys } from "./routing/keys";
export { type NginxIngress, nginxOf } from "./routing/nginx";
export { type TrafficRouting } from "./routing/traffic-routing";
export { type Scaling, scalingOf } from "./scaling";
export { APEX_LABEL, selectorOf } from "./selector";
export { service, type ServiceConfig, type ServiceInput } from "./service";
export { serviceName } from "./service-name";
export { clusterKeys, templateKeys } from "./stack-keys";
export { type Promotion, type PromotionConfig, type PromotionOverrides, type Proof } from "./promotion";
export { type Freeze, freezeOf, isOver } from "./freeze";
export { DEFAULT_CATALOG, environment, type EnvironmentConfig } from "./environment";
export { overlaps } from "./salvage";
