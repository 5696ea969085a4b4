export { AnalysisTemplates, type AnalysisTemplatesArgs } from "./analysis";
export { type ClusterQuery, type ClusterReading, readCluster } from "./cluster";
export { ConfigError, type Finding, formatFinding, ROLLOUTS_VERSION, type ServiceInput } from "./config";
export { ManifestError, RolloutsController, type RolloutsControllerArgs } from "./controller";
export { type Surroundings } from "./rules";
export { type Manifest } from "./manifests";
export { ServiceWorkload, type ServiceWorkloadArgs, type Transform } from "./workload";
