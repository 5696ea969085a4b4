import type { DeliveryPlan, PlannedStep } from "../../components/delivery-plan";
import type { Paint } from "./paint";
import { demandWords, podWords } from "./quantities";
import { type Row, rowsOf } from "./rows";

const WIDEST_BAR = 20;
/** A bar that is shorter says nothing. */
const SHORTEST_BAR = 5;
const GAP = "  ";

/** One line per step: when, what, how much traffic the new version gets, the pods, and what is needed above them. */
export function timeline(plan: DeliveryPlan, width: number, paint: Paint): string[] {
  const full = rowsOf(plan, demandWords);
  // The bar tells more than CPU and memory of every step: the footer has the most of them.
  const rows = roomForBar(full, width) >= SHORTEST_BAR ? full : rowsOf(plan, ({ pods }) => podWords(pods));
  const bar = roomForBar(rows, width);
  const columns = columnsOf(rows);
  return rows.flatMap((row) => {
    const cells = columns.flatMap(({ key, size }) => {
      const text = key === "clock" || key === "position" ? row[key].padStart(size) : row[key].padEnd(size);
      if (key === "label" && row.step.waitsForPerson) return [paint("yellow", text)];
      return key === "weight" && bar >= SHORTEST_BAR ? [barOf(row.step.weight, bar, paint), text] : [text];
    });
    return [`${GAP}${cells.join(GAP)}`.trimEnd(), ...notesOf(row.step).map((note) => paint("dim", note))];
  });
}

interface Column {
  readonly key: Exclude<keyof Row, "step">;
  readonly size: number;
}

/** Those in which any row has something to say. */
function columnsOf(rows: readonly Row[]): Column[] {
  return (["clock", "position", "label", "weight", "pods", "extra"] as const)
    .map((key) => ({ key, size: Math.max(...rows.map((row) => row[key].length)) }))
    .filter(({ size }) => size > 0);
}

function roomForBar(rows: readonly Row[], width: number): number {
  const others = columnsOf(rows).reduce((sum, { size }) => sum + GAP.length + size, GAP.length);
  return Math.min(WIDEST_BAR, width - others);
}

function barOf(weight: number, width: number, paint: Paint): string {
  const filled = Math.round((weight / 100) * width);
  return paint("green", "#".repeat(filled)) + ".".repeat(width - filled);
}

/** What runs beside the steps is told once, where it starts. */
function notesOf({ analyses }: PlannedStep): string[] {
  return analyses
    .filter(({ kind, starts }) => kind === "background" && starts)
    .map(({ templates }) => `${GAP}in the background, to the end: analysis ${templates.join(", ")}`);
}
