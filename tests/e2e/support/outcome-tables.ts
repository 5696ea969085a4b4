import { load } from "js-yaml";
import { z } from "zod";
import {
  analysisTemplate,
  type DataObject,
  type Metric,
  type MetricProvider,
} from "../../../components/config";

const provider = z.record(z.string(), z.json());

/** One cell of a table of the documentation: what comes of an answer under a condition. */
export interface Outcome {
  /** As a reader sees it: the row and the column. */
  readonly title: string;
  /** In backticks in the row: a query, or the text of an answer. */
  readonly answer: string;
  /** In backticks in the column: keys of a metric. */
  readonly keys: DataObject;
  readonly said: string;
}

/** The cells of the table whose header begins with these words. */
export function outcomesIn(page: string, firstCell: string): Outcome[] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${firstCell}`));
  if (start === -1) throw new Error(`No table begins with "${firstCell}".`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  const [header = [], , ...rows] = lines.slice(start, end).map(cellsOf);
  return rows.flatMap(([row = "", ...cells]) =>
    cells.map((said, index) => {
      const column = header[index + 1] ?? "";
      return { title: `${row} under ${column}`, answer: quotedIn(row), keys: keysIn(column), said };
    }),
  );
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function quotedIn(cell: string): string {
  return /`(.*)`/.exec(cell)?.[1] ?? "";
}

function keysIn(cell: string): DataObject {
  const text = quotedIn(cell);
  return text === "" ? {} : provider.parse(load(text.replaceAll(", ", "\n")));
}

/** One measurement, of which an error is an error at once. */
export function metricOf(keys: DataObject, measured: MetricProvider): Metric {
  const metric = { name: "measured", consecutiveErrorLimit: 0, ...keys, provider: measured };
  const [one] = analysisTemplate.parse({ metrics: [metric] }).metrics ?? [];
  if (one === undefined) throw new Error("There is no metric.");
  return one;
}
