/** Prints what config of many services costs, from the files to the objects. `npm run bench` compiles and runs it. */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { environments, writeCatalog } from "./catalog";
import { fastest, measure, type Times, total } from "./measure";

const sizes = [100, 300, 1000];
const smallest = Math.min(...sizes);
const largest = Math.max(...sizes);
const aim = { seconds: 3, megabytes: 512 };
const repeats = 3;

const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
try {
  process.exitCode = bench() ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** Whether the aim is met. */
function bench(): boolean {
  const cases = sizes.flatMap((size) => environments.map((environment) => ({ size, environment })));
  for (const size of sizes) writeCatalog(path.join(folder, String(size)), size);
  const first = total(run(largest, "prod")) / 1000;
  const rounds = Array.from({ length: repeats }, () => cases.map((one) => run(one.size, one.environment)));
  const rows = cases.map((one, index) => ({
    ...one,
    ...fastest(rounds.flatMap((round) => round[index] ?? [])),
  }));

  console.log(
    `Node.js ${process.versions.node}, ${cpus().length} CPUs, the fastest of ${repeats} runs. CPU milliseconds:\n`,
  );
  print("services", "environment", "load", "merge", "parse", "check", "render", "total", "each");
  for (const row of rows) {
    const { size, environment, load, plan, merge, parse, render } = row;
    const times = [load, merge, parse, plan - merge - parse, render, total(row)].map((ms) => ms.toFixed(0));
    print(String(size), environment, ...times, (total(row) / size).toFixed(2));
  }
  return conclude(growthOf(rows), first, process.resourceUsage().maxRSS / 1024);
}

function run(size: number, environment: string): Times {
  return measure(path.join(folder, String(size)), environment);
}

/** How much longer one service takes among many than among few. */
function growthOf(rows: readonly (Times & { readonly size: number })[]): number {
  const each = (wanted: number): number =>
    rows.filter(({ size }) => size === wanted).reduce((sum, row) => sum + total(row), 0) / wanted;
  return each(largest) / each(smallest);
}

function conclude(growth: number, seconds: number, megabytes: number): boolean {
  const isMet = seconds < aim.seconds && megabytes < aim.megabytes;
  console.log(`
One of ${largest} services takes ${growth.toFixed(2)} times as long as one of ${smallest}.
A fresh process takes ${seconds.toFixed(2)} s of CPU for ${largest} services of prod (aim: under ${aim.seconds} s).
Peak memory of all of this: ${megabytes.toFixed(0)} MB (aim: under ${aim.megabytes} MB).
${isMet ? "The aim is met." : "The aim is missed."}

For scale: 1,000 renders of a Helm chart take about 87 s, most of it the start of 1,000 processes. That is a figure from
elsewhere (300 renders of Devtron's chart in 26 s, two at a time, on another machine), not of this run.`);
  return isMet;
}

function print(...columns: string[]): void {
  console.log(columns.map((text, index) => (index === 1 ? text.padEnd(11) : text.padStart(8))).join("  "));
}
