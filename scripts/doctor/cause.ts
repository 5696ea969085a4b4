import type { Facts } from "./facts";

/** What of a service a cause concerns. */
export type Subject = "config" | "controller" | "release" | "traffic" | "autoscaling";

/** What a check has found. */
export interface Found {
  /** `Rollout pay` */
  readonly object: string;
  /** `status.pauseConditions[0]` */
  readonly field: string;
  /** What is seen there, as a sentence. */
  readonly seen: string;
  /** Why it matters, as a sentence. */
  readonly why: string;
  /** Commands, the first one first. */
  readonly next: readonly string[];
}

/** Why a service is not as it should be. */
export interface Cause extends Found {
  /** Heading in docs/doctor.md. */
  readonly id: string;
  readonly subject: Subject;
  /** It explains what is seen, and nothing is wrong. */
  readonly isNote: boolean;
}

/** Looks for one cause. Pure. */
export interface Check {
  readonly id: string;
  readonly subject: Subject;
  /** Default false. */
  readonly isNote?: boolean;
  look(facts: Facts): Iterable<Found>;
}
