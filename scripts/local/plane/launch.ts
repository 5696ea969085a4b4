import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";

import { logFile, type PlaneFolder } from "./folder";
import { recordProcess, type ProcessRecord } from "./records";

export interface Launch {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its end is no crash of the plane. */
  readonly mayEnd?: true;
}

export interface Launched {
  readonly child: ChildProcess;
  readonly record: ProcessRecord;
}

/** Starts a process that outlives this one, writes to its own log, and is remembered. */
export async function launch(folder: PlaneFolder, order: Launch): Promise<Launched> {
  const { name, command, cwd, env, mayEnd } = order;
  const [program, ...args] = command;
  mkdirSync(folder.logs, { recursive: true });
  mkdirSync(cwd, { recursive: true });
  const path = logFile(folder, name);
  const log = openSync(path, "a");
  try {
    writeSync(log, `--- ${new Date().toISOString()} ${command.join(" ")}\n`);
    const environment = { ...bareEnvironment(cwd), ...env };
    const child = spawn(program, args, {
      cwd,
      detached: true,
      stdio: ["ignore", log, log],
      env: environment,
    });
    if (child.pid === undefined) throw await startFailure(name, child);
    return {
      child,
      record: recordProcess(folder, { name, pid: child.pid, log: path, ...(mayEnd && { mayEnd }) }),
    };
  } finally {
    closeSync(log);
  }
}

async function startFailure(name: string, child: ChildProcess): Promise<Error> {
  const [reason]: unknown[] = await once(child, "error");
  return new Error(
    `${name} could not be started: ${reason instanceof Error ? reason.message : String(reason)}`,
  );
}

/** Nothing of the user's own environment (kubeconfig, proxies, cloud credentials) reaches a part. */
function bareEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home };
}
