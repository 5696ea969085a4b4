import { runEnvironment } from "./run-environment";

const outputs = runEnvironment();

/** Namespace of the services. */
export const namespace = outputs.then((environment) => environment.namespace);
/** What each service runs as, where it is reached, and the commands for its release. */
export const services = outputs.then((environment) => environment.services);
/** UID of the cluster (of its namespace kube-system) that the stack writes to. */
export const clusterUid = outputs.then((environment) => environment.clusterUid);
/** The ClusterAnalysisTemplates of the stack, for those that name it as their `platform`. */
export const analysisTemplates = outputs.then((environment) => environment.analysisTemplates);
