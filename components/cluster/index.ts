export { awaitWorkload, type WorkloadWait } from "./await-workload";
export { type ClusterChoice } from "./kubeconfig";
export { type ClusterQuery, type ClusterReading, readCluster } from "./read-cluster";
