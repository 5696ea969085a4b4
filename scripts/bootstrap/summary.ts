import { writeFile } from "node:fs/promises";
import type { FleetReport } from "./options";
import { conclusionOf, outcomeOf, rowsOf } from "./words";

const head = ["stack", "outcome", "changes", "time"];

export function asTable(report: FleetReport): string {
  const rows = [head, ...rowsOf(report)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One table, as a comment of a pull request takes it. */
export function asMarkdown(report: FleetReport): string {
  const cells = (row: readonly string[]): string =>
    `| ${row.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const { environment, mode } = report;
  const lines = [head, head.map(() => "---"), ...rowsOf(report)].map(cells);
  return [
    `### ${environment}: ${mode}`,
    "",
    ...lines,
    "",
    ...conclusionOf(report).map((line) => `${line}  `),
    "",
  ].join("\n");
}

export async function writeSummary(file: string, report: FleetReport): Promise<void> {
  await writeFile(file, asMarkdown(report));
}

/** For programs. */
export function asJson(report: FleetReport): string {
  const { environment, mode, seconds, code, warnings, releases, results } = report;
  const stacks = results.map((result) => ({
    ...{ stack: result.unit.stack, services: result.unit.services, outcome: outcomeOf(result, mode) },
    ...{ changes: result.changes, objects: result.objects, seconds: result.seconds, reason: result.reason },
  }));
  return JSON.stringify({ environment, mode, code, seconds, stacks, releases, warnings }, undefined, 2);
}
