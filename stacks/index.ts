import { runEnvironment } from "./run-environment";

const outputs = runEnvironment();

/** Namespace of the services. */
export const namespace = outputs.then((environment) => environment.namespace);
/** What each service runs as, where it is reached, and the commands for its release. */
export const services = outputs.then((environment) => environment.services);
/** UID of the cluster (of its namespace kube-system) that the stack writes to. */
export const clusterUid = outputs.then((environment) => environment.clusterUid);
/** The Rollouts controller that the stack installs: its next `up` is held against it. */
export const controller = outputs.then((environment) => environment.controller);
/** The ClusterAnalysisTemplates of the stack. */
export const analysisTemplates = outputs.then((environment) => environment.analysisTemplates);
/** What the services of those stacks are checked against that name this one as their `platform`. */
export const platform = outputs.then((environment) => environment.platform);
