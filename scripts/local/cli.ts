/** `npm run local -- <command>`: the embedded control plane from a shell. */
import { join } from "node:path";
import { parseArgs } from "node:util";

import { runWith } from "./exec";
import { projectRoot } from "./plane/folder";
import { withoutLocalSalt } from "./stack-files";
import {
  defaultPlaneDir,
  describeCrash,
  missingParts,
  planeCrashes,
  planeProcessEnv,
  planeShellLines,
  planeStatus,
  removePlane,
  startPlane,
  stopPlane,
} from "./plane";

const usage = `Usage: npm run local -- <command>

  start [--renew] [--clean-build-cache]
                         start the control plane, or repair it; --renew drops the data of a broken one
  stop [--wipe]          stop it; --wipe removes its data too
  status                 what runs; exit code 1 when a part has crashed
  env                    print what makes a shell work on it:  eval "$(npm run --silent local -- env)"
  exec -- <command...>   run one command on it

Its folder is .local, or PROGRESSIVE_DELIVERY_LOCAL_DIR.`;

/** Gets the words after the command's name, gives the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const dir = defaultPlaneDir();
const say = (line: string): void => console.log(line);

const commands: Readonly<Record<string, Command>> = { start, stop, status, env, exec };

async function start(args: readonly string[]): Promise<number> {
  const flags = flagsOf(args, ["renew", "clean-build-cache"]);
  await startPlane({
    dir,
    log: say,
    terminal: process.stdout.isTTY,
    whenBroken: flags.has("renew") ? "renew" : "restart",
    cleanBuildCache: flags.has("clean-build-cache"),
  });
  say(`Look around:  eval "$(npm run --silent local -- env)"\nStop it:      npm run local -- stop`);
  return 0;
}

async function stop(args: readonly string[]): Promise<number> {
  const flags = flagsOf(args, ["wipe"]);
  const lines: string[] = [];
  await (flags.has("wipe") ? removePlane : stopPlane)(dir, (line) => {
    lines.push(line);
    say(line);
  });
  if (lines.length === 0) say(`No control plane runs in ${dir}.`);
  return 0;
}

async function status(args: readonly string[]): Promise<number> {
  flagsOf(args, []);
  const parts = await planeStatus(dir);
  const width = Math.max(...parts.map(({ name }) => name.length));
  for (const { name, state, pid, log } of parts) {
    say(`${name.padEnd(width)}  ${state.padEnd(7)}  ${String(pid ?? "-").padStart(7)}  ${log}`);
  }
  const crashes = planeCrashes(dir);
  for (const crash of crashes) say(`\n${describeCrash(crash)}`);
  return crashes.length > 0 ? 1 : 0;
}

async function env(args: readonly string[]): Promise<number> {
  flagsOf(args, []);
  await refuseUnlessRunning();
  planeShellLines(dir).forEach(say);
  return 0;
}

async function exec(args: readonly string[]): Promise<number> {
  const [program, ...rest] = args[0] === "--" ? args.slice(1) : args;
  if (program === undefined) throw new UsageError("exec needs a command.");
  await refuseUnlessRunning();
  return withoutLocalSalt(join(projectRoot, "stacks"), () => runWith(planeProcessEnv(dir), program, rest));
}

async function refuseUnlessRunning(): Promise<void> {
  const missing = await missingParts(dir);
  if (missing.length === 0) return;
  const parts = missing.map(({ name, state }) => `${name} (${state})`).join(", ");
  throw new Error(`The control plane in ${dir} does not run: ${parts}. Start it: npm run local -- start`);
}

class UsageError extends Error {}

function flagsOf(args: readonly string[], known: readonly string[]): Set<string> {
  try {
    const options = Object.fromEntries(known.map((name) => [name, { type: "boolean" as const }]));
    return new Set(Object.keys(parseArgs({ args: [...args], options }).values));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : commands[name];
  try {
    if (command === undefined)
      throw new UsageError(name === undefined ? "No command." : `Unknown command: ${name}`);
    return await command(args);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(error instanceof Error ? error.message : String(error));
    if (isUsage) console.error(`\n${usage}`);
    return isUsage ? 2 : 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
