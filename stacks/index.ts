import { isPlatform } from "./plan-platform";
import { type EnvironmentOutputs, runEnvironment } from "./run-environment";
import { runPlatform } from "./run-platform";
import { readStackConfig } from "./stack-config";

/** `role` says what the stack is for. What its role has no use for is not put out. */
const outputs: Promise<Partial<EnvironmentOutputs>> = isPlatform(readStackConfig())
  ? runPlatform()
  : runEnvironment();

/** Namespace of the services. */
export const namespace = outputs.then((stack) => stack.namespace);
/** What each service runs as, where it is reached, and the commands for its release. */
export const services = outputs.then((stack) => stack.services);
/** UID of the cluster (of its namespace kube-system) that the stack writes to. */
export const clusterUid = outputs.then((stack) => stack.clusterUid);
/** The Rollouts controller that the stack installs: its next `up` is held against it. */
export const controller = outputs.then((stack) => stack.controller);
/** The ClusterAnalysisTemplates of the stack. */
export const analysisTemplates = outputs.then((stack) => stack.analysisTemplates);
/** What the services of those stacks are checked against that name this one as their `platform`. */
export const platform = outputs.then((stack) => stack.platform);
/** What a Rollouts controller keeps of the services, for the stack that has it. */
export const load = outputs.then((stack) => stack.load);
/** The environment from which images come, and those that came without having been healthy there, with the reasons. Empty where there is none. */
export const promotion = outputs.then((stack) => stack.promotion);
/** Services of the environment in other stacks: name -> name of the stack. */
export const ownStacks = outputs.then((stack) => stack.ownStacks);
/** Hash of all that decided what each service runs, where the pipeline ran the stack. */
export const inputs = outputs.then((stack) => stack.inputs);
/** What holds the releases of the services, until when and why. Empty where nothing does. */
export const freeze = outputs.then((stack) => stack.freeze);
