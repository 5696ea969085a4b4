import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../local/plane/folder";
import { readReport } from "./report";
import type { LaneEnd } from "./summary";

export const mocha = path.join(projectRoot, "node_modules", "mocha", "bin", "mocha.js");

export interface LaneOptions {
  readonly name: string;
  readonly files: readonly string[];
  /** More arguments of mocha. */
  readonly args: readonly string[];
  /** Where its report shall be. */
  readonly report: string;
  readonly onLine: (line: string) => void;
}

/** A mocha process that runs some of the test files, one after the other. */
export interface Lane {
  readonly ended: Promise<LaneEnd>;
  /** Sends a signal to it and to all that its tests have started. */
  signal(signal: NodeJS.Signals): void;
}

export function startLane({ name, files, args, report, onLine }: LaneOptions): Lane {
  const began = Date.now();
  const told = ["--reporter-option", `lane=${name}`, "--reporter-option", `report=${report}`];
  // Its output goes through a pipe; and in CI mocha would colour it all the same.
  const child = spawn(process.execPath, [mocha, "--sort=false", "--no-color", ...args, ...told, ...files], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: a terminal's Ctrl-C comes once, by way of this process, and reaches mocha's own child too.
    detached: true,
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", onLine);
  const ended = new Promise<LaneEnd>((resolve, reject) => {
    child.once("error", reject);
    // Not "exit": mocha runs the tests in a child of its own, which may still tidy up.
    child.once("close", (code, signal) =>
      resolve({ name, ms: Date.now() - began, code, signal, report: readReport(report) }),
    );
  });
  return { ended, signal: (signal) => signalGroup(child.pid, signal) };
}

function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // All of it has ended.
  }
}
