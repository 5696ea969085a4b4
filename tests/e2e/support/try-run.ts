import { setTimeout as sleep } from "node:timers/promises";
import { ApiServer } from "../../support/api-server";
import { hasEnded, type Run, runsIn } from "./analysis-run";
import type { Environment } from "./environment";

export interface RunSpec {
  readonly metrics: readonly object[];
  readonly args?: readonly object[];
}

/** Has the controller measure, without any Rollout, and gives what came of each run. */
export async function measureAll(
  env: Environment,
  namespace: string,
  specs: ReadonlyMap<string, RunSpec>,
  seconds = 60,
): Promise<Map<string, Run>> {
  const server = new ApiServer(env.plane);
  for (const [name, spec] of specs) {
    const object = {
      ...{ apiVersion: "argoproj.io/v1alpha1", kind: "AnalysisRun" },
      ...{ metadata: { name, namespace }, spec },
    };
    await server.apply(object, { manager: "tests" });
  }
  const found = new Map<string, Run>();
  const look = async () => {
    for (const run of await runsIn(env.cluster, namespace)) if (specs.has(run.name)) found.set(run.name, run);
    return found.size === specs.size && [...found.values()].every(hasEnded);
  };
  for (const end = Date.now() + seconds * 1000; !(await look()); await sleep(200)) {
    const running = [...found.values()].filter((run) => !hasEnded(run));
    if (Date.now() > end) throw new Error(`Not ended within ${seconds} s: ${JSON.stringify(running)}`);
  }
  return found;
}
