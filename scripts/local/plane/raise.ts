import { resolveTools } from "../toolchain";
import { installBin } from "./bin";
import { PartCrashed } from "./crash";
import { serverUrl } from "./credentials";
import type { PlaneFolder } from "./folder";
import type { StartOptions } from "./lifecycle";
import { partNames, planeTools, type PlaneTool } from "./part";
import { parts } from "./parts";
import { areFree, choosePorts, forgetPorts, readPorts, type Ports } from "./ports";
import { isAlive, readRecords } from "./records";
import { startParts } from "./start";
import { stopProcesses } from "./stop";
import { wipe } from "./wipe";

type Names = ReadonlySet<string>;
type Log = (line: string) => void;

interface Raising {
  readonly folder: PlaneFolder;
  readonly log: Log;
  readonly tools: Readonly<Record<PlaneTool, string>>;
}

/** Brings a plane of which only the parts in `running` are well to be whole. */
export async function raise(
  folder: PlaneFolder,
  running: Names,
  options: StartOptions & { readonly log: Log; readonly env: NodeJS.ProcessEnv },
): Promise<Ports> {
  const { log, env } = options;
  const tools = await findTools(options);
  const survivors = await clear(folder, running, options);
  installBin(folder, tools, env, log);
  const started = Date.now();
  const ports = await startOnFreePorts({ folder, log, tools }, survivors);
  log(
    `The control plane is ready after ${((Date.now() - started) / 1000).toFixed(1)} s: ${serverUrl(ports)}`,
  );
  return ports;
}

async function findTools(options: Parameters<typeof raise>[2]): Promise<Record<PlaneTool, string>> {
  const { env, log, terminal, cleanBuildCache } = options;
  const resolved = await resolveTools(planeTools, {
    env,
    ...(!terminal && { log }),
    ...(cleanBuildCache && { cleanBuildCache }),
  });
  const entries = planeTools.map((name) => [name, resolved[name].path]);
  return Object.fromEntries(entries) as Record<PlaneTool, string>;
}

/** Ends what is dead or mute, or all of it when a broken plane shall be renewed. Returns what goes on running. */
async function clear(
  folder: PlaneFolder,
  running: Names,
  { log, whenBroken }: { log: Log } & StartOptions,
): Promise<Names> {
  const known = new Set(readRecords(folder).map(({ name }) => name));
  const lost = partNames.filter((name) => known.has(name) && !running.has(name));
  if (lost.length > 0) log(`Not well: ${lost.join(", ")}.`);
  if (lost.length === 0 || whenBroken !== "renew") {
    await stopProcesses(folder, log, leftovers(folder, running));
    return running;
  }
  await stopProcesses(folder, log);
  wipe(folder);
  log("Dropped the data of the broken control plane: starting fresh.");
  return new Set();
}

/** What is dead, or mute, or was left behind by a dead runner. */
function leftovers(folder: PlaneFolder, running: Names): Names {
  const keeper = (name: string): string => partNames.find((part) => part === name) ?? "controller-runner";
  const left = readRecords(folder).filter((record) => !running.has(keeper(record.name)) || !isAlive(record));
  return new Set(left.map(({ name }) => name));
}

/** A free port may be taken before its part listens on it. Then all start again on others, once. */
async function startOnFreePorts(raising: Raising, running: Names): Promise<Ports> {
  const { folder, log } = raising;
  try {
    return await startRest(raising, running);
  } catch (error) {
    if (!(error instanceof PartCrashed && error.portTaken)) throw error;
    log(`Another program took a port of ${error.crash.part}: once more, on other ports.`);
    await stopProcesses(folder, log);
    forgetPorts(folder);
    return startRest(raising, new Set());
  }
}

async function startRest(raising: Raising, running: Names): Promise<Ports> {
  const { folder, log, tools } = raising;
  const kept = await keptPorts(folder, running);
  if (kept === undefined) await stopProcesses(folder, log);
  const survivors = kept === undefined ? new Set<string>() : running;
  const ports = kept ?? (await choosePorts(folder));
  const before = new Set(readRecords(folder).map(({ name }) => name));
  try {
    await startParts({ folder, ports, tools }, survivors);
    return ports;
  } catch (error) {
    const started = readRecords(folder).filter(({ name }) => !before.has(name));
    await stopProcesses(folder, log, new Set(started.map(({ name }) => name)));
    throw error;
  }
}

/** The ports of the last time, unless another program listens on one that is needed now. */
async function keptPorts(folder: PlaneFolder, running: Names): Promise<Ports | undefined> {
  const ports = readPorts(folder);
  if (ports === undefined) return undefined;
  const needed = parts
    .filter(({ name }) => !running.has(name))
    .flatMap((part) => part.ports.map((port) => ports[port]));
  return (await areFree(needed)) ? ports : undefined;
}
