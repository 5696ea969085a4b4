export { ConfigError, type Finding, formatFinding, ROLLOUTS_VERSION, type ServiceInput } from "./config";
export { ManifestError, RolloutsController, type RolloutsControllerArgs } from "./controller";
export { ServiceWorkload, type ServiceWorkloadArgs } from "./workload";
