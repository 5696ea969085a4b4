import type { EnvironmentConfig, Path } from "../../config";

/** What a rule about the controller's install in a cluster sees. */
export interface InstallScope {
  readonly environment: EnvironmentConfig;
  /** What the stack's last `up` installed. */
  readonly former: FormerInstall;
  /** Those of the cluster that outlive this `up`. Undefined where they may not be listed. */
  readonly rollouts: RolloutCounts | undefined;
  /** Fields of the stack's objects that the CRDs to come do not have. */
  readonly unknown: readonly UnknownField[];
  /** Fields of others' objects that the CRDs to come do not have any more. */
  readonly dropped: readonly DroppedField[];
}

export interface RolloutCounts {
  /** Of the stack's services. */
  readonly own: number;
  readonly others: number;
}

export interface FormerInstall {
  /** Release of the controller. Undefined where the stack had none. */
  readonly version: string | undefined;
  /** Whether its CRDs stay when they leave the stack. Undefined where it had none. */
  readonly keepsCrds: boolean | undefined;
}

export interface UnknownField {
  /** Where the config says it, as far as that is known. */
  readonly path: Path;
  /** `Rollout pay` */
  readonly object: string;
  /** `spec.strategy.canary.replicaProgressThreshold` */
  readonly field: string;
  /** Whose CRDs: "Argo Rollouts 1.8.3", "the cluster". */
  readonly of: string;
}

export interface DroppedField {
  readonly field: string;
  /** `Rollout shop/pay`; at least one. */
  readonly users: readonly string[];
}
