import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** How long a program that was asked to stop may take before it is killed. */
const GRACE_MS = 5_000;

/** How a child ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The processes that the host has started and must not leave behind. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.running.add(child);
    child.once("close", () => this.running.delete(child));
    child.once("error", () => this.running.delete(child));
    return child;
  }

  /** Ask every child to stop, and kill those that do not. */
  cancelAll(): void {
    this.stopAll("SIGTERM");
    setTimeout(() => this.stopAll("SIGKILL"), GRACE_MS).unref();
  }

  stopAll(signal: NodeJS.Signals): void {
    for (const child of this.running) child.kill(signal);
  }
}

/** Wait for the end of a child and of its output. */
export function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}
