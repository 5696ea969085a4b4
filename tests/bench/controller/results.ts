import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import type { Counts } from "./fleet";
import type { Shape } from "./objects";
import type { Idle, Work } from "./measure";

/** One number of Rollouts of one variant. */
export interface Point {
  readonly variant: string;
  readonly shape: Shape;
  readonly counts: Counts;
  readonly bytes: Counts & { readonly template: number };
  /** After the update. */
  readonly steady: Idle;
  /** Of that many Rollouts at once. */
  readonly update: Work & { readonly rollouts: number; readonly calls: number };
  /** List of all objects, and one look at each Rollout. */
  readonly restart: Work & { readonly calls: number };
  readonly afterRestart: Idle;
  /** In MiB, where the Go runtime had a limit. */
  readonly goMemoryLimit?: number;
}

export interface Results {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly points: readonly Point[];
}

/** Keeps what other runs have measured, except where this one has measured it again. */
export function keep(file: string, versions: Results["versions"], point: Point): void {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results).points : [];
  const others = known.filter((other) => keyOf(other) !== keyOf(point));
  const results: Results = { machine: machine(), versions, points: [...others, point] };
  writeFileSync(`${file}.partial`, `${JSON.stringify(results, undefined, 2)}\n`);
  renameSync(`${file}.partial`, file);
}

function keyOf({ variant, counts }: Point): string {
  return `${variant} ${String(counts.rollouts)}`;
}

function machine(): Results["machine"] {
  const [cpu] = cpus();
  return {
    ...{ cpu: cpu?.model ?? "unknown", cpus: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    system: `${type()} ${release()}`,
  };
}
