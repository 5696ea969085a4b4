import { type Plane } from "../../../scripts/local/plane";
import { runPulumi } from "../../../scripts/local/pulumi";

/** Wall seconds of a run of the CLI; throws when it fails. */
export async function timed(plane: Plane, args: readonly string[]): Promise<number> {
  const began = Date.now();
  const { code, output } = await runPulumi(plane, args);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")}\n${output}`);
  return (Date.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
