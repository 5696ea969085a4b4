import { type DataObject, listAt, mapAt, nameOf, textAt } from "../../components/config";
import type { RouteTarget } from "./route-targets";

/** What the config of an environment says of the service. */
export interface Wanted {
  readonly environment: string;
  /** Undefined where a catalog alone was read. */
  readonly stack: string | undefined;
  readonly kind: "Deployment" | "Rollout";
  /** Undefined where pods come from elsewhere. */
  readonly image: string | undefined;
  readonly isAutoscaled: boolean;
}

/** A Rollouts controller of the cluster. */
export interface Controller {
  readonly deployment: DataObject;
  /** Of its namespace, newest first. */
  readonly pods: readonly DataObject[];
  /** The ConfigMap `argo-rollouts-config` beside it. Undefined where there is none, or where it may not be read. */
  readonly config: DataObject | undefined;
}

/** A route that the Rollout names. */
export interface FoundRoute {
  readonly target: RouteTarget;
  /** Undefined where there is none. */
  readonly object: DataObject | undefined;
  /** False: the cluster has no such kind. */
  readonly isKindKnown: boolean;
  /** The Ingress in which ingress-nginx has the weight of the canary. */
  readonly canaryIngress?: DataObject | undefined;
}

/** All that the checks look at: what was read, as it was. What may not be read is undefined, or empty where that is no news. */
export interface Facts {
  readonly service: string;
  readonly namespace: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** For kubectl, so that it asks the same cluster: ` --context prod`. */
  readonly flags: string;
  readonly hasNamespace: boolean;
  /** Whether the cluster has the CRD of Rollouts. */
  readonly knowsRollouts: boolean;
  /** Undefined: no environment was named. */
  readonly wanted?: Wanted;
  readonly rollout?: DataObject | undefined;
  readonly deployment?: DataObject | undefined;
  /** Of the namespace. */
  readonly replicaSets?: readonly DataObject[] | undefined;
  /** Those of the service that are not on their way out, newest first, of whatever version. */
  readonly pods: readonly DataObject[];
  /** Warnings of the namespace. */
  readonly events: readonly DataObject[];
  /** Of the namespace, by name. */
  readonly services?: ReadonlyMap<string, DataObject> | undefined;
  /** Of the namespace. */
  readonly autoscalers?: readonly DataObject[] | undefined;
  /** Of the namespace. */
  readonly analysisRuns: readonly DataObject[];
  readonly routes: readonly FoundRoute[];
  readonly controllers?: readonly Controller[] | undefined;
  /** What could not be looked at, each as a sentence. */
  readonly unread: readonly string[];
}

/** `Rollout pay` */
export function named(object: DataObject, kind: string): string {
  return `${kind} ${nameOf(object)}`;
}

export function statusOf(object: DataObject): DataObject {
  return mapAt(object, "status");
}

export function specOf(object: DataObject): DataObject {
  return mapAt(object, "spec");
}

/** The condition of a type, with its place. */
export function conditionOf(
  object: DataObject,
  type: string,
): { readonly condition: DataObject; readonly field: string } | undefined {
  const conditions = listAt(statusOf(object), "conditions");
  const index = conditions.findIndex((one) => one["type"] === type);
  const condition = conditions[index];
  return condition && { condition, field: `status.conditions[${String(index)}]` };
}

/** A condition that holds. */
export function holding(object: DataObject, type: string): ReturnType<typeof conditionOf> {
  const found = conditionOf(object, type);
  return found?.condition["status"] === "True" ? found : undefined;
}

export function canaryOf(rollout: DataObject): DataObject {
  return mapAt(rollout, "spec", "strategy", "canary");
}

export function blueGreenOf(rollout: DataObject): DataObject {
  return mapAt(rollout, "spec", "strategy", "blueGreen");
}

/** The workload that runs the service, and its kind. A Rollout that takes its pods from the Deployment comes first. */
export function runningOf({
  rollout,
  deployment,
}: Facts): { readonly kind: "Rollout" | "Deployment"; readonly object: DataObject } | undefined {
  if (rollout !== undefined) return { kind: "Rollout", object: rollout };
  return deployment && { kind: "Deployment", object: deployment };
}

/** Whether its controller has seen the newest spec. A Rollout writes the generation as text. */
export function isObserved(workload: DataObject): boolean {
  const { observedGeneration } = statusOf(workload);
  return String(observedGeneration) === String(mapAt(workload, "metadata")["generation"]);
}

export function phaseOf(rollout: DataObject): string {
  return textAt(statusOf(rollout), "phase");
}

export function isHealthy(rollout: DataObject): boolean {
  return phaseOf(rollout) === "Healthy" && isObserved(rollout);
}

/** Belongs to the object. */
export function isOwnedBy(object: DataObject, owner: DataObject): boolean {
  const uid = textAt(mapAt(owner, "metadata"), "uid");
  return listAt(mapAt(object, "metadata"), "ownerReferences").some((one) => one["uid"] === uid);
}

export function labelOf(object: DataObject, label: string): string {
  return textAt(mapAt(object, "metadata", "labels"), label);
}

/** Upstream: `DefaultRolloutUniqueLabelKey`. */
export const POD_HASH = "rollouts-pod-template-hash";
