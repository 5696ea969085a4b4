import type { DataObject } from "./layers";

/** Label of the ConfigMaps that are made here: the service that they belong to. */
export const CONFIG_OF = "progressive-delivery/config-of";

/** What was found in the cluster that a stack writes to. Read before anything is registered, and never written. */
export interface LiveCluster {
  /** Specs by name, as they are. */
  readonly clusterAnalysisTemplates: ReadonlyMap<string, DataObject>;
  /** Of the services' namespace. */
  readonly analysisTemplates: ReadonlyMap<string, DataObject>;
  /** Deployments and Rollouts of the services' namespace. */
  readonly workloads: readonly LiveWorkload[];
  /** Left out where it was not read: then nothing is known of what pods need. */
  readonly config?: LiveConfig;
}

export interface LiveConfig {
  /** Those of the services' namespace that have the label `CONFIG_OF`, by name. */
  readonly configMaps: ReadonlyMap<string, LiveConfigMap>;
  /** Names of the ConfigMaps that pods of a live Deployment, Rollout or ReplicaSet would need to start. */
  readonly inUse: ReadonlySet<string>;
}

export interface LiveWorkload {
  readonly kind: "Deployment" | "Rollout";
  readonly name: string;
  /** `spec.selector.matchLabels`. */
  readonly selector: Readonly<Record<string, string>>;
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
