import { runEnvironment } from "./run-environment";

const outputs = runEnvironment();

/** Namespace of the services. */
export const namespace = outputs.then((environment) => environment.namespace);
/** What each service runs as: `Deployment` or `Rollout`. */
export const kinds = outputs.then((environment) => environment.kinds);
/** The ClusterAnalysisTemplates of the stack, for those that name it as their `platform`. */
export const analysisTemplates = outputs.then((environment) => environment.analysisTemplates);
