import { format } from "prettier";
import type { ChartRow } from "./row";

/** The table as it stands in docs/controller.md. */
export function chartTable(rows: readonly ChartRow[]): Promise<string> {
  const sorted = rows.toSorted((a, b) => (a.value < b.value ? -1 : 1));
  const cells = sorted.map(({ value, options, note = "", test }) => [
    `\`${value}\``,
    options.map((option) => `\`${option}\``).join(", "),
    note,
    test === undefined ? "" : `[${test[0]}](../tests/${test[0]}.test.ts)`,
  ]);
  const lines = [
    ["value of the chart", "option of `controller`", "note", "test"],
    ["---", "---", "---", "---"],
    ...cells,
  ];
  const text = lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
  return format(text, { parser: "markdown", printWidth: 110 });
}
