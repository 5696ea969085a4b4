export { awaitEndpoints, type EndpointsWait } from "./await-endpoints";
export { awaitWorkload, type WorkloadWait } from "./await-workload";
export { type ClusterChoice } from "./kubeconfig";
export { kindName, type RouteQuery } from "./live-routes";
export { type ClusterQuery, type ClusterReading, readCluster } from "./read-cluster";
