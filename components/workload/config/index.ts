export { idsInCluster, keptConfig } from "./kept";
export { podConfig, renderConfig } from "./pod-config";
