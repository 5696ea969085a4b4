export { awaitEndpoints, type EndpointsWait } from "./await-endpoints";
export { awaitWorkload, type WorkloadWait } from "./await-workload";
export { type ClusterChoice } from "./kubeconfig";
export { type LiveInstall, readInstall, readObjects, versionOf } from "./live-install";
export { kindName, type RouteQuery } from "./live-routes";
export { type ProofReading, readProofs } from "./proofs";
export { releaseService, type ServiceRelease } from "./release-service";
export { type ClusterQuery, type ClusterReading, readCluster } from "./read-cluster";
