import type { Unit } from "./units";

export type StopOn = "first-failure" | "wave" | "never";

export type Outcome =
  /** Something was made, changed or deleted. */
  | "changed"
  | "unchanged"
  /** Its last update ended with the same inputs. */
  | "finished"
  | "failed"
  /** Another run has it, or one that was killed. */
  | "locked"
  /** It was not begun. */
  | "remaining";

export interface UnitResult {
  readonly unit: Unit;
  readonly outcome: Outcome;
  /** Operation -> number of resources. */
  readonly changes: Readonly<Record<string, number>>;
  /** Which ones, of the cluster: `Rollout pay`. */
  readonly objects?: readonly string[];
  /** Of the engine's run. */
  readonly seconds: number;
  /** Why it failed, or was not begun. */
  readonly reason?: string;
}

export interface Schedule {
  /** How many stacks at a time. */
  readonly parallel: number;
  readonly stopOn: StopOn;
  readonly run: (unit: Unit) => Promise<UnitResult>;
  /** Waits until a release more may begin. Gives the reason when that does not happen by itself. */
  readonly admit: (unit: Unit) => Promise<string | undefined>;
  /** Once it is true nothing more begins. */
  readonly isStopped: () => boolean;
  readonly onWave?: (index: number, units: readonly Unit[]) => void;
  readonly onEnd?: (result: UnitResult) => void;
}

const bad: readonly Outcome[] = ["failed", "locked"];

/** Runs the waves one after the other, and of each wave so many stacks side by side. Never rejects: what is not begun says why. */
export async function runWaves(
  waves: readonly (readonly Unit[])[],
  schedule: Schedule,
): Promise<UnitResult[]> {
  const results: UnitResult[] = [];
  for (const [index, units] of waves.entries()) {
    const blocked = (unit: Unit): string | undefined => blockedBy(unit, index, waves, results, schedule);
    if (units.some((unit) => blocked(unit) === undefined)) schedule.onWave?.(index, units);
    const queue = [...units];
    const work = async (): Promise<void> => {
      for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
        const reason = blocked(unit) ?? (await schedule.admit(unit)) ?? blocked(unit);
        const result = reason === undefined ? await schedule.run(unit) : remaining(unit, reason);
        results.push(result);
        schedule.onEnd?.(result);
      }
    };
    await Promise.all(Array.from({ length: Math.min(schedule.parallel, units.length) }, work));
  }
  return results;
}

function remaining(unit: Unit, reason: string): UnitResult {
  return { unit, outcome: "remaining", changes: {}, seconds: 0, reason };
}

/** Why a stack may not begin. */
function blockedBy(
  unit: Unit,
  wave: number,
  waves: readonly (readonly Unit[])[],
  results: readonly UnitResult[],
  { stopOn, isStopped }: Schedule,
): string | undefined {
  if (isStopped()) return "The pipeline was stopped.";
  const failed = results.filter(({ outcome }) => bad.includes(outcome));
  const base = failed.find((one) => one.unit.kind !== "services");
  if (base !== undefined) return `${base.unit.stack}, which all others need, ${base.outcome}.`;
  const needed = results.find(
    ({ unit: other, outcome }) => unit.after.includes(other.stack) && [...bad, "remaining"].includes(outcome),
  );
  if (needed !== undefined) return `${needed.unit.stack}, on which it depends, is not done.`;
  if (stopOn === "never") return undefined;
  const before = waves.slice(0, wave).flat();
  const counts = stopOn === "first-failure" ? failed : failed.filter((one) => before.includes(one.unit));
  const [first] = counts;
  return (
    first &&
    `${first.unit.stack} failed, and the pipeline stops at ${stopOn === "wave" ? "the end of a wave with a failure" : "the first failure"}.`
  );
}
