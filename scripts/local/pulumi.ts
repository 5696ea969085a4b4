import { type RunOptions, type RunResult, runPulumiIn } from "../engine/run-pulumi";
import { type Plane, planeProcessEnv } from "./plane";
import { projectRoot } from "./plane/folder";

export type { RunOptions, RunResult };

/** Runs the real Pulumi CLI on the project, against the plane's cluster, backend and home. Never asks anything. */
export function runPulumi(
  plane: Pick<Plane, "dir">,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return runPulumiIn(projectRoot, args, {
    ...options,
    env: { ...planeProcessEnv(plane.dir), ...options.env },
  });
}
