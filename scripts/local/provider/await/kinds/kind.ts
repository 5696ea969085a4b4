import type { KubeObject, ListQuery } from "../reader";
import type { Verdict } from "../verdict";

/** How one kind becomes ready. */
export interface Kind {
  /** Readiness from the object and what `related` names: pure. */
  judge(object: KubeObject, related: KubeObject[]): Verdict;
  /** What else must be read to judge the object. */
  related?(object: KubeObject): ListQuery[];
  /** The pods whose troubles explain why it is not ready: where they are, and which of them count. */
  pods?: {
    query(object: KubeObject): ListQuery;
    pick(object: KubeObject, pods: KubeObject[], related: KubeObject[]): KubeObject[];
  };
  /** The official provider also reports on it at refresh. */
  reportedOnRead?: true;
  /** The official provider watches it by a condition and then has other words for a time-out. */
  byCondition?: true;
}
