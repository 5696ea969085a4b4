/** `npm start`: a control plane, the dev stack, and one canary to watch. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { CustomObjectsApi, KubeConfig } from "@kubernetes/client-node";
import { dump, load } from "js-yaml";
import { isDataObject, mergeLayers } from "../components/config";
import {
  type Crash,
  defaultPlaneDir,
  describeCrash,
  type Plane,
  removePlane,
  startPlane,
  watchPlane,
} from "./local/plane";
import { planeFolder, projectRoot } from "./local/plane/folder";
import { runPulumi } from "./local/pulumi";
import { withoutLocalSalt } from "./local/stack-files";
import { followCanary } from "./start/canary";
import { hasDeadLock } from "./start/interrupted";
import { summary } from "./start/summary";

const STACK = "dev";
const NAMESPACE = "podtato-dev";
const SERVICE = "frontend";
/** The version before the one that the stack's file names, so that there is an update to watch. */
const OLD_TAG = "v0.3.1";

const stackFile = path.join(projectRoot, "stacks", `Pulumi.${STACK}.yaml`);

async function main(dir: string, ended: AbortController): Promise<void> {
  const plane = await freshPlane(dir);
  const unwatch = watchPlane(plane, (crash) => ended.abort(new PlaneCrashed(crash)));
  try {
    await demo(plane, ended.signal);
  } catch (error) {
    // What failed because of the crash is no news beside the crash.
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    unwatch();
  }
}

class PlaneCrashed extends Error {
  constructor(crash: Crash) {
    super(`${describeCrash(crash)}\nRun npm start again: it begins with a fresh control plane.`);
  }
}

async function freshPlane(dir: string): Promise<Plane> {
  if (await hasDeadLock(planeFolder(dir).pulumiState)) {
    say("The last run was killed in its middle: beginning with a fresh control plane.");
    await removePlane(dir, say);
  }
  return startPlane({ dir, log: say, terminal: process.stdout.isTTY, whenBroken: "renew" });
}

async function demo(plane: Plane, signal: AbortSignal): Promise<void> {
  const pulumi = async (title: string, ...args: string[]): Promise<string> => {
    say(`\n== ${title}\n   pulumi ${args.join(" ")}`);
    const { code, stdout } = await runPulumi(plane, args, {
      signal,
      onOutput: (text) => process.stdout.write(text),
    });
    if (code !== 0 || signal.aborted)
      throw new Error(`pulumi ${args[0] ?? ""} failed with exit code ${code}. Its output is above.`);
    return stdout;
  };
  const canary = async (): Promise<void> => {
    const config = new KubeConfig();
    config.loadFromFile(plane.kubeconfig);
    const target = { name: SERVICE, namespace: NAMESPACE };
    await followCanary(config.makeApiClient(CustomObjectsApi), target, (line) => say(`   ${line}`), signal);
  };

  await withoutLocalSalt(path.dirname(stackFile), async () => {
    await pulumi("The stack", "stack", "select", STACK, "--create");
    const old = await oldConfig(plane);
    await pulumi(
      "The environment, with the old version",
      "up",
      "--yes",
      "--suppress-progress",
      "--stack",
      STACK,
      "--config-file",
      old,
    );
    await canary();
    await pulumi("The new version", "up", "--yes", "--suppress-progress", "--stack", STACK);
    say(`\n== The canary of ${SERVICE}`);
    await canary();
    const outputs = await runPulumi(plane, ["stack", "output", "--json", "--stack", STACK], { signal });
    say(summary(outputs.stdout, NAMESPACE, SERVICE));
  });
}

/** The stack's file with another version of one service. The file itself stays as it is. */
async function oldConfig(plane: Plane): Promise<string> {
  const key = "progressive-delivery:services";
  const file = load(await readFile(stackFile, "utf8"));
  const config = mergeLayers([
    isDataObject(file) ? file : {},
    { config: { [key]: { [SERVICE]: { image: { tag: OLD_TAG } } } } },
  ]);
  const copy = path.join(plane.dir, "start", path.basename(stackFile));
  await mkdir(path.dirname(copy), { recursive: true });
  await writeFile(copy, dump(config));
  return copy;
}

function say(line: string): void {
  console.log(line);
}

const ended = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () =>
    ended.abort(new Error(`Stopped (${signal}). The control plane may still run: npm run local -- stop`)),
  );
}
main(defaultPlaneDir(), ended).catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
