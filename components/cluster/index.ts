export { type ClusterChoice } from "./kubeconfig";
export { type ClusterQuery, type ClusterReading, readCluster } from "./read-cluster";
