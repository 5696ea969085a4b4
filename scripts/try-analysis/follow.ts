import type { Clock } from "../../components/cluster/clock";
import type { AnalysisRuns } from "./analysis-runs";
import { type AnalysisRun, endOf } from "./status";
import type { Outcome, Verdict } from "./verdict";

export interface Following {
  readonly timeoutSeconds: number;
  /** Ends the run before its verdict. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  onLook(run: AnalysisRun): void;
}

const PAUSE_SECONDS = 0.5;
/** A controller that runs takes a run up at once. */
export const TAKE_UP_SECONDS = 20;
/** An API server that is away for a while is waited for. */
const SILENCE_SECONDS = 30;
/** For what is being measured when the run is ended. */
const END_SECONDS = 5;

/** Follows a run to its verdict, or ends it. */
export async function follow(runs: AnalysisRuns, name: string, following: Following): Promise<Outcome> {
  const { timeoutSeconds, signal, clock, onLook } = following;
  const seconds = stopwatch(clock);
  let run: AnalysisRun | undefined;
  for (let heard = 0; ; await clock.sleep(PAUSE_SECONDS * 1000)) {
    const look = await runs.look(name);
    if (look.run === undefined) {
      if (look.isFinal || seconds() - heard > SILENCE_SECONDS)
        return { verdict: "Lost", message: look.reason, run };
    } else {
      run = look.run;
      heard = seconds();
      onLook(run);
      const verdict = endOf(run.status.phase);
      if (verdict !== undefined) return { verdict, message: run.status.message, run };
    }
    if (signal.aborted) return end("Interrupted", runs, name, following, run);
    if (run?.status.phase === "" && seconds() > TAKE_UP_SECONDS)
      return { verdict: "NotTakenUp", message: "", run };
    if (seconds() > timeoutSeconds) return end("TimedOut", runs, name, following, run);
  }
}

/** What was being measured may get its value yet. */
async function end(
  verdict: Verdict,
  runs: AnalysisRuns,
  name: string,
  { clock, onLook }: Following,
  last: AnalysisRun | undefined,
): Promise<Outcome> {
  const seconds = stopwatch(clock);
  const message = (await runs.terminate(name)) ?? "";
  for (let run = last; ; await clock.sleep(PAUSE_SECONDS * 1000)) {
    const look = await runs.look(name);
    run = look.run ?? run;
    if (look.run !== undefined) onLook(look.run);
    const isOver = run !== undefined && endOf(run.status.phase) !== undefined;
    if (isOver || message !== "" || seconds() > END_SECONDS) return { verdict, message, run };
  }
}

function stopwatch(clock: Clock): () => number {
  const begun = clock.now();
  return () => (clock.now() - begun) / 1000;
}
