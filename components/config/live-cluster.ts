import type { ControllerLoad } from "./controller/load";
import type { DataObject } from "./layers";
import type { RolloutConfig } from "./rollout";

/** Label of the ConfigMaps that are made here: the service that they belong to. */
export const CONFIG_OF = "progressive-delivery/config-of";

/** What was found in the cluster that a stack writes to. Read before anything is registered, and never written. */
export interface LiveCluster {
  /** UID of the namespace kube-system, which no two clusters share. Undefined where it may not be read. */
  readonly uid?: string | undefined;
  /** Of the services, as it was asked for: plain, where a program has it as an Output alone. */
  readonly namespace?: string;
  /** Specs by name, as they are. */
  readonly clusterAnalysisTemplates: ReadonlyMap<string, DataObject>;
  /** Of the services' namespace. */
  readonly analysisTemplates: ReadonlyMap<string, DataObject>;
  /** Ids of the controllers to which templates belong, by `templateKey`. Those that are not here belong to one without an id. */
  readonly templateInstances?: ReadonlyMap<string, string>;
  /** Names of the Secrets of the services' namespace. Left out where they were not read, or may not be. */
  readonly secrets?: ReadonlySet<string>;
  /** The same of the controller's namespace. */
  readonly controllerSecrets?: ReadonlySet<string>;
  /** Deployments and Rollouts of the services' namespace. */
  readonly workloads: readonly LiveWorkload[];
  /** Left out where it was not read: then nothing is known of what pods need. */
  readonly config?: LiveConfig;
  /** Left out where they were not read: then nobody knows which weights they have. */
  readonly routes?: LiveRoutes;
  /** Of the whole cluster. A kind that may not be listed is left out; all where they were not read. */
  readonly counts?: Partial<ControllerLoad>;
}

/** The objects of routers. */
export interface LiveRoutes {
  /** As they are, by `routeKey`. */
  readonly objects: ReadonlyMap<string, DataObject>;
  /** What was looked for, by `lookKey`: of nothing else is it known whether it is there. */
  readonly asked: ReadonlySet<string>;
  /** Kinds that the cluster does not have: `virtualservices.networking.istio.io`. */
  readonly absentKinds: ReadonlySet<string>;
}

/** A kind in a namespace; without one: in that of the services. */
export function lookKey(kind: string, namespace?: string): string {
  return namespace === undefined ? kind : `${kind} ${namespace}`;
}

/** Without a namespace: that of the services. */
export function routeKey(kind: string, name: string, namespace?: string): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

export interface LiveConfig {
  /** Those of the services' namespace that have the label `CONFIG_OF`, by name. */
  readonly configMaps: ReadonlyMap<string, LiveConfigMap>;
  /** Names of the ConfigMaps that pods of a live Deployment, Rollout or ReplicaSet would need to start. */
  readonly inUse: ReadonlySet<string>;
}

/** Annotation of a Rollout: changes with what starts its steps again. */
export const RELEASE_CHECKSUM = "progressive-delivery/release-checksum";

/** Annotation of a workload: the revision that a freeze has held. A person may have let it go on since. */
export const HELD_REVISION = "progressive-delivery/held-revision";

export interface LiveWorkload {
  readonly kind: "Deployment" | "Rollout";
  readonly name: string;
  /** `spec.selector.matchLabels`. */
  readonly selector: Readonly<Record<string, string>>;
  /** Pods that are wanted, whoever said so last: a stack, an autoscaler, a person. */
  readonly replicas: number;
  /** Images of the pod template, by container. */
  readonly images: Readonly<Record<string, string>>;
  /** Id of the controller to which a Rollout belongs. Left out for one without an id. */
  readonly instance?: string;
  /** Number of its newest version, as its controller counts them. */
  readonly revision?: string;
  /** `spec.paused`. */
  readonly isPaused?: boolean;
  /** What the annotation `HELD_REVISION` says. */
  readonly heldRevision?: string;
  /** Of a Deployment: there are pods of an earlier version. */
  readonly isRolling?: boolean;
  /** How a Rollout's newest version stands. */
  readonly release?: LiveRelease;
  /** Of a blue-green Rollout: the Service that its controller points at the stable version. */
  readonly activeService?: string;
  /** That Service was handed over to a Deployment, so the controller refuses the Rollout. A switch that was not finished. */
  readonly isHandedOver?: boolean;
}

/** Upstream: `RolloutStatus`. */
export interface LiveRelease {
  /** Healthy, Paused, Progressing or Degraded. */
  readonly phase: string;
  readonly message: string;
  readonly isAborted: boolean;
  /** There is a stable version, and the newest is another one; so also after an abort. */
  readonly isUnderway: boolean;
  /** No version of it was ever stable. */
  readonly isFirst?: boolean;
  /** It stands at a pause without an end. */
  readonly waitsForPerson?: boolean;
  /** Name of the newest version's ReplicaSet. */
  readonly replicaSet: string;
  /** Of a canary with steps. */
  readonly step?: { readonly index: number; readonly count: number };
  /** Percent of the traffic, or without a router of the pods, that the newest version is meant to have. */
  readonly weight?: number;
  /** Routes that its steps make: the controller removes them at the end. */
  readonly managedRoutes?: readonly string[];
  /** What the last `up` wanted it to be: the annotation `RELEASE_CHECKSUM`. */
  readonly checksum?: string;
  /** The same of the stable version, while another one is underway. */
  readonly stableChecksum?: string;
}

/** The workload of a service in the other kind than the one that its values ask for. It gives way to that one. */
export function predecessorOf(
  name: string,
  { enabled, workloadRef }: Pick<RolloutConfig, "enabled" | "workloadRef">,
  live: LiveCluster | undefined,
): LiveWorkload | undefined {
  // The Rollout takes its pods from that one, and whoever made it keeps it.
  if (enabled && workloadRef?.name === name) return undefined;
  return find(name, enabled ? "Deployment" : "Rollout", live);
}

/** The workload of a service in the kind that its values ask for. */
export function currentOf(
  name: string,
  { enabled }: Pick<RolloutConfig, "enabled">,
  live: LiveCluster | undefined,
): LiveWorkload | undefined {
  return find(name, enabled ? "Rollout" : "Deployment", live);
}

/**
 * Whether the workload of a service serves, and takes nothing over: neither a first version that never got healthy, nor one that
 * is to replace the other kind.
 */
export function servesByItself(
  name: string,
  rollout: Pick<RolloutConfig, "enabled" | "workloadRef">,
  live: LiveCluster | undefined,
): boolean {
  const current = currentOf(name, rollout, live);
  if (current === undefined || current.release?.isFirst === true) return false;
  return predecessorOf(name, rollout, live) === undefined;
}

/** The image of the container that is called like the service, else of the first. */
export function imageInCluster({ images }: LiveWorkload, container: string): string | undefined {
  return images[container] ?? Object.values(images)[0];
}

function find(
  name: string,
  kind: LiveWorkload["kind"],
  live: LiveCluster | undefined,
): LiveWorkload | undefined {
  return live?.workloads.find((one) => one.kind === kind && one.name === name);
}

export interface LiveConfigMap {
  readonly namespace: string;
  /** The service that its label names. */
  readonly service: string;
  readonly immutable: boolean;
  readonly data: Readonly<Record<string, string>>;
}

/** A cluster in which there is nothing. */
export const emptyCluster: LiveCluster = {
  clusterAnalysisTemplates: new Map(),
  analysisTemplates: new Map(),
  workloads: [],
};
