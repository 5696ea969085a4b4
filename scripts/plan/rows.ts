import {
  type Demand,
  type DeliveryPlan,
  formatDuration,
  type PlannedStep,
} from "../../components/delivery-plan";

/** The words of one step. */
export interface Row {
  readonly step: PlannedStep;
  readonly clock: string;
  readonly position: string;
  readonly label: string;
  readonly weight: string;
  readonly pods: string;
  readonly extra: string;
}

export function rowsOf(plan: DeliveryPlan, extraWords: (extra: Demand) => string): Row[] {
  const wait = plan.steps.findIndex(({ waitsForPerson }) => waitsForPerson);
  return plan.steps.map((step, at) => {
    const { index, label, waitsForPerson, extra, startSeconds } = step;
    return {
      step,
      // After a wait the clock says what comes on top of a person's time.
      clock: `${wait >= 0 && at > wait ? "wait " : ""}+${formatDuration(startSeconds)}`,
      position: index === undefined ? "" : String(index),
      label: waitsForPerson ? `${label} (waits for a person)` : label,
      weight: weightOf(step),
      pods: podsOf(step, plan.kind === "canary" ? ["stable", "canary"] : ["old", "new"]),
      extra: extra.pods === 0 ? "" : `+${extraWords(extra)}`,
    };
  });
}

function weightOf({ weight, wantedWeight }: PlannedStep): string {
  const [real, wanted] = [Math.round(weight), Math.round(wantedWeight)];
  return `${real} %`.padStart(5) + (real === wanted ? "" : ` (${wanted} wanted)`);
}

function podsOf({ pods }: PlannedStep, [stable, canary]: readonly [string, string]): string {
  const parts = [`${pods.stable} ${stable}`, `${pods.canary} ${canary}`];
  return [...parts, ...(pods.experiment > 0 ? [`${pods.experiment} experiment`] : [])].join(" + ");
}
