import { type DeliveryPlan, formatDuration, type PlannedStep } from "../../components/delivery-plan";
import type { Paint } from "./paint";
import { demandWords } from "./quantities";

const WIDEST_BAR = 20;
/** A bar that is shorter says nothing. */
const SHORTEST_BAR = 5;
const GAP = "  ";

interface Row {
  readonly clock: string;
  readonly position: string;
  readonly label: string;
  readonly weight: string;
  readonly pods: string;
  readonly extra: string;
}

/** One line per step: when, what, how much traffic the new version gets, the pods, and what is needed above them. */
export function timeline(plan: DeliveryPlan, width: number, paint: Paint): string[] {
  const firstWait = plan.steps.findIndex(({ waitsForPerson }) => waitsForPerson);
  const rows = plan.steps.map((step, at) => ({
    step,
    row: rowOf(step, plan, firstWait >= 0 && at > firstWait),
  }));
  const widthOf = (column: keyof Row): number => Math.max(...rows.map(({ row }) => row[column].length));
  const columns = (["clock", "position", "label", "weight", "pods"] as const).map(widthOf);
  const [clock = 0, position = 0, label = 0, weight = 0, pods = 0] = columns;
  const others = [clock, position, label, weight, pods, widthOf("extra")].reduce((sum, one) => sum + one, 0);
  const bar = Math.min(WIDEST_BAR, width - others - 7 * GAP.length);
  return rows.flatMap(({ step, row }) => {
    const cells = [
      row.clock.padStart(clock),
      ...(position === 0 ? [] : [row.position.padStart(position)]),
      step.waitsForPerson ? paint("yellow", row.label.padEnd(label)) : row.label.padEnd(label),
      ...(bar < SHORTEST_BAR ? [] : [barOf(step.weight, bar, paint)]),
      row.weight.padEnd(weight),
      row.pods.padEnd(pods),
      row.extra,
    ];
    const note = noteOf(step);
    const indent = " ".repeat(clock + position + 3 * GAP.length);
    return [
      `${GAP}${cells.join(GAP)}`.trimEnd(),
      ...(note === undefined ? [] : [paint("dim", indent + note)]),
    ];
  });
}

function rowOf(step: PlannedStep, { kind }: DeliveryPlan, hasWaited: boolean): Row {
  const { index, label, weight, wantedWeight, waitsForPerson, extra, startSeconds } = step;
  const share = `${Math.round(weight)} %`.padStart(5);
  const isOff = Math.round(weight) !== Math.round(wantedWeight);
  return {
    // From there on the clock says only what comes on top of a person's time.
    clock: `${hasWaited ? "wait " : ""}+${formatDuration(startSeconds)}`,
    position: index === undefined ? "" : String(index),
    label: waitsForPerson ? `${label} (waits for a person)` : label,
    weight: isOff ? `${share} (${Math.round(wantedWeight)} wanted)` : share,
    pods: podsOf(step, kind === "canary" ? ["stable", "canary"] : ["old", "new"]),
    extra: extra.pods === 0 ? "" : `+${demandWords(extra)}`,
  };
}

function podsOf({ pods }: PlannedStep, [stable, canary]: readonly [string, string]): string {
  const parts = [`${pods.stable} ${stable}`, `${pods.canary} ${canary}`];
  return [...parts, ...(pods.experiment > 0 ? [`${pods.experiment} experiment`] : [])].join(" + ");
}

function barOf(weight: number, width: number, paint: Paint): string {
  const filled = Math.round((weight / 100) * width);
  return paint("green", "#".repeat(filled)) + ".".repeat(width - filled);
}

/** What runs beside the steps is told once, where it starts. */
function noteOf({ analyses }: PlannedStep): string | undefined {
  const started = analyses.find(({ kind, starts }) => kind === "background" && starts);
  return started && `analysis ${started.templates.join(", ")} runs from here to the end`;
}
