export {
  AnalysisTemplates,
  type AnalysisTemplatesArgs,
  defineTemplate,
  library,
  type TemplateUse,
  together,
  type TypedTemplate,
} from "./analysis";
export { type ClusterQuery, type ClusterReading, readCluster, type RouteQuery } from "./cluster";
export { ConfigError, type Finding, formatFinding, ROLLOUTS_VERSION, type ServiceInput } from "./config";
export { ManifestError, RolloutsController, type RolloutsControllerArgs } from "./controller";
export { ClusterPlatform, type ClusterPlatformArgs } from "./platform";
export { type Surroundings } from "./rules";
export { type Manifest } from "./manifests";
export { routeQueries } from "./routing";
export { ServiceWorkload, type ServiceWorkloadArgs, type Transform } from "./workload";
