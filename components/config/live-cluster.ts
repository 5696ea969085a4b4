import type { DataObject } from "./layers";

/** What was found in the cluster that a stack writes to. Read before anything is registered, and never written. */
export interface LiveCluster {
  /** Specs by name, as they are. */
  readonly clusterAnalysisTemplates: ReadonlyMap<string, DataObject>;
  /** Of the services' namespace. */
  readonly analysisTemplates: ReadonlyMap<string, DataObject>;
  /** Deployments and Rollouts of the services' namespace. */
  readonly workloads: readonly LiveWorkload[];
}

export interface LiveWorkload {
  readonly kind: "Deployment" | "Rollout";
  readonly name: string;
  /** `spec.selector.matchLabels`. */
  readonly selector: Readonly<Record<string, string>>;
}
