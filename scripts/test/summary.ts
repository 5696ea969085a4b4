import { duration } from "../local/toolchain/progress";
import type { Failure, Report, Timed } from "./report";

const SLOWEST = 10;

/** Of a reason: who sees only the end of a long log still learns what failed, and a CLI says last what went wrong. */
const FIRST_LINES = 6;
const LAST_LINES = 14;
const LONGEST_LINE = 200;

/** How a lane ended. */
export interface LaneEnd {
  readonly name: string;
  readonly ms: number;
  readonly code: number | null;
  readonly signal: string | null;
  readonly report: Report | undefined;
}

export interface Summary {
  readonly lines: readonly string[];
  readonly code: number;
}

/** What all lanes come to. The last line tells the outcome, in the form in which one process tells it. */
export function summaryOf(ends: readonly LaneEnd[]): Summary {
  const reports = ends.flatMap(({ report }) => report ?? []);
  const troubles = ends.flatMap((end) => troubleOf(end) ?? []);
  const passed = sum(reports.map((report) => report.passed));
  const failed = sum(reports.map((report) => report.failed)) + troubles.length;
  const failures = ends.flatMap(({ name, report }) =>
    (report?.failures ?? []).flatMap((failure) => failureLines(name, failure)),
  );
  return {
    lines: [
      ...slowest(
        "tests",
        reports.flatMap(({ tests }) => tests),
      ),
      ...slowest(
        "files",
        reports.flatMap(({ files }) => files),
      ),
      ...listed("Failed:", failures),
      ...listed("Each of these counts as a failure:", troubles),
      ...ends.map(lineOf),
      `${String(passed)} passed, ${String(failed)} failed`,
    ],
    code: failed === 0 ? 0 : 1,
  };
}

/** What no test tells of, and what must not pass for success. */
function troubleOf({ name, code, signal, report }: LaneEnd): string | undefined {
  const how = signal === null ? `with exit code ${String(code)}` : `by ${signal}`;
  if (report === undefined) return `${name} ended ${how} before its tests were over; they are not counted.`;
  if (report.passed + report.failed === 0) return `${name} ran no test.`;
  if (report.failed === 0 && code !== 0) return `${name} ended ${how} after its tests had passed.`;
  return undefined;
}

function lineOf({ name, ms, report }: LaneEnd): string {
  const counts = report && `${String(report.passed)} passed, ${String(report.failed)} failed, `;
  return `${name}: ${counts ?? ""}${duration(ms)}`;
}

function failureLines(lane: string, { title, reason }: Failure): string[] {
  const lines = reason.split("\n").filter((line) => line.trim() !== "");
  const leftOut = lines.length - FIRST_LINES - LAST_LINES;
  const shown =
    leftOut <= 1
      ? lines
      : [
          ...lines.slice(0, FIRST_LINES),
          `... ${String(leftOut)} lines more ...`,
          ...lines.slice(-LAST_LINES),
        ];
  return [`${lane}: ${title}`, ...shown.map((line) => `    ${line.slice(0, LONGEST_LINE)}`)];
}

function slowest(what: string, all: readonly Timed[]): string[] {
  const first = all.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST);
  return listed(
    `Slowest ${what}:`,
    first.map(({ ms, title }) => `${String(ms).padStart(6)} ms  ${title}`),
  );
}

function listed(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`), ""];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
