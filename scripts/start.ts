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
import { followCanary, readRollout, type Rollout } from "./start/canary";
import { hasDeadLock } from "./start/interrupted";
import { summary } from "./start/summary";

const STACK = "dev";
const NAMESPACE = "podtato-dev";
const SERVICE = "frontend";
/** The version before the one that the stack's file names, so that there is an update to watch. */
const OLD_TAG = "v0.3.1";

const up = ["up", "--yes", "--suppress-progress", "--stack", STACK];
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
  const pulumi = pulumiOn(plane, signal);
  const rollouts = clusterApi(plane);
  const target = { name: SERVICE, namespace: NAMESPACE };
  const follow = (hasBegun: (live: Rollout) => boolean, until: AbortSignal): Promise<void> =>
    followCanary(rollouts, target, hasBegun, (line) => say(`   ${line}`), until);

  await withoutLocalSalt(path.dirname(stackFile), async () => {
    await pulumi("The stack", ["stack", "select", STACK, "--create"]);
    await pulumi("The environment, with the old version", [...up, "--config-file", await oldConfig(plane)]);
    await follow(() => true, signal);

    const old = await readRollout(rollouts, target);
    const failed = new AbortController();
    let updated = false;
    const update = pulumi("The new version, and its canary", up, { quiet: true }).then(
      () => (updated = true),
      (error: unknown) => {
        failed.abort();
        throw error;
      },
    );
    // Side by side: the canary is on its way before the engine has ended.
    const isNew = ({ metadata }: Rollout): boolean =>
      updated || metadata.generation > old.metadata.generation;
    const ends = await Promise.allSettled([update, follow(isNew, AbortSignal.any([signal, failed.signal]))]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;

    const outputs = await pulumi("What runs", ["stack", "output", "--json", "--stack", STACK], {
      quiet: true,
    });
    say(summary(outputs, NAMESPACE, SERVICE));
  });
}

/** Runs the CLI in front of the reader; a quiet run shows its output only when it fails. */
function pulumiOn(plane: Plane, signal: AbortSignal) {
  return async (title: string, args: readonly string[], { quiet = false } = {}): Promise<string> => {
    say(`\n== ${title}\n   pulumi ${args.join(" ")}`);
    const show = (text: string): void => void process.stdout.write(text);
    const { code, stdout, output } = await runPulumi(plane, args, {
      signal,
      ...(!quiet && { onOutput: show }),
    });
    if (code === 0 && !signal.aborted) return stdout;
    if (quiet) show(output);
    throw new Error(`pulumi ${args[0] ?? ""} failed with exit code ${code}. Its output is above.`);
  };
}

function clusterApi(plane: Plane): CustomObjectsApi {
  const config = new KubeConfig();
  config.loadFromFile(plane.kubeconfig);
  return config.makeApiClient(CustomObjectsApi);
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
