import { existsSync } from "node:fs";

import { isCrashed } from "./crash";
import { serverUrl } from "./credentials";
import { planeEnv } from "./env";
import { withLock } from "../lock";
import { planeFolder, type PlaneFolder } from "./folder";
import { canRunPods } from "./node";
import { parts } from "./parts";
import { readPorts, type Ports } from "./ports";
import { raise } from "./raise";
import { readRecords } from "./records";
import { healthyParts } from "./start";
import { stopProcesses } from "./stop";
import { removeIfEmpty, wipe } from "./wipe";

type Log = (line: string) => void;

export interface StartOptions {
  /** The plane's own folder; made when missing. */
  readonly dir: string;
  readonly log?: Log;
  /** Where tools and official plugins are looked for. Default: the process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * What to do when some parts of a plane have died. `restart` (default): start these again, all data kept. `renew`: stop the
   * rest, drop cluster data and Pulumi state, start fresh.
   */
  readonly whenBroken?: "restart" | "renew";
  /** Drop what building the tools left behind. */
  readonly cleanBuildCache?: boolean;
  /** Let the toolchain draw its progress on the terminal instead of sending lines to `log`. */
  readonly terminal?: boolean;
}

/** A running control plane. */
export interface Plane {
  readonly dir: string;
  readonly kubeconfig: string;
  /** The API server's address. */
  readonly server: string;
  /** See `planeEnv`. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes sure that a whole control plane runs in `dir`: reuses one that answers, repairs one that lost parts, else starts one.
 * Its processes outlive the caller. Throws when a part ends or stays mute, with the end of its log.
 */
export async function startPlane(options: StartOptions): Promise<Plane> {
  const { log = ignore, env = process.env } = options;
  const folder = planeFolder(options.dir);
  return alone(folder, log, async () => {
    const known = readPorts(folder);
    const running = known === undefined ? new Set<string>() : await healthyParts({ folder, ports: known });
    const whole = known !== undefined && (await isWhole(folder, known, running));
    if (whole) log(`The control plane in ${folder.root} runs already.`);
    const ports = whole ? known : await raise(folder, running, { ...options, log, env });
    return {
      dir: folder.root,
      kubeconfig: folder.kubeconfig,
      server: serverUrl(ports),
      env: planeEnv(folder.root, env),
    };
  });
}

async function isWhole(folder: PlaneFolder, ports: Ports, running: ReadonlySet<string>): Promise<boolean> {
  if (running.size < parts.length || !existsSync(folder.kubeconfig) || !existsSync(folder.bin)) return false;
  return !readRecords(folder).some(isCrashed) && canRunPods({ folder, ports });
}

/** Ends all processes of the plane in `dir`, and only those; its data stays. Does nothing when none runs. */
export async function stopPlane(dir: string, log: Log = ignore): Promise<void> {
  const folder = planeFolder(dir);
  if (!existsSync(folder.root)) return;
  await alone(folder, log, () => stopProcesses(folder, log));
}

/** Ends all processes of the plane in `dir` and removes all that it has written there. */
export async function removePlane(dir: string, log: Log = ignore): Promise<void> {
  const folder = planeFolder(dir);
  if (!existsSync(folder.root)) return;
  await alone(folder, log, async () => {
    await stopProcesses(folder, log);
    wipe(folder);
  });
  removeIfEmpty(folder.root);
}

function ignore(): void {
  // nobody listens
}

/** Nobody else starts or stops the same plane meanwhile; one that builds the tools first is waited for. */
function alone<T>(folder: PlaneFolder, say: Log, work: () => Promise<T>): Promise<T> {
  const waiting = "Another start or stop of this control plane is under way: waiting for it.";
  return withLock({ folder: folder.root, file: folder.lock, say, waiting }, work);
}
