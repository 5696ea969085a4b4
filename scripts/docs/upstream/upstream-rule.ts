/** One group of things that Argo Rollouts, its routers and its metric providers ask of a config. */
export interface UpstreamRule {
  readonly asks: string;
  /** Ids of the rules here, `schema`, or `by construction`: what is rendered cannot be wrong. */
  readonly checkedBy: readonly string[];
  /** What of it is not known before the cluster is asked. */
  readonly open?: string;
}

export const SCHEMA = "schema";
export const BY_CONSTRUCTION = "by construction";
