import type { AnalysisRun, End } from "./status";

/** How it went: the controller's verdict, or why there is none. */
export type Verdict = End | "NotTakenUp" | "Lost" | "TimedOut" | "Interrupted";

export const exitCodes: Readonly<Record<Verdict, number>> = {
  Successful: 0,
  Failed: 1,
  Inconclusive: 3,
  Error: 4,
  NotTakenUp: 4,
  Lost: 4,
  TimedOut: 5,
  Interrupted: 5,
};

/** What is known when nobody follows the run any more. */
export interface Outcome {
  readonly verdict: Verdict;
  /** The controller's words, or those of the cluster. */
  readonly message: string;
  /** As it was seen last. */
  readonly run: AnalysisRun | undefined;
}
