import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

export interface RunOptions {
  /** Gets the output while it comes. */
  readonly onOutput?: (text: string) => void;
  /** Gets the process id of the engine, which leads a group of its own. */
  readonly onStart?: (pid: number) => void;
  /** Ends the run: first as Ctrl-C would, then for good. */
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** How long an engine gets to end its steps after `signal`. Default 5 s. */
  readonly graceMs?: number;
  /**
   * Where the output goes. An engine that writes to a pipe ends in its middle when the reader is killed; one that writes to a file
   * comes to its end.
   */
  readonly log?: string;
}

export interface RunResult {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs the Pulumi CLI in a folder. Never asks anything. */
export function runPulumiIn(
  cwd: string,
  args: readonly string[],
  { env, signal, onStart, onOutput, graceMs = 5_000, log }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const file = log === undefined ? undefined : openSync(log, "w");
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd,
      env,
      stdio: ["ignore", file ?? "pipe", file ?? "pipe"],
      // A group of its own, so that the terminal's Ctrl-C does not reach the engine a second time.
      detached: true,
    });
    if (file !== undefined) closeSync(file);
    if (child.pid !== undefined) onStart?.(child.pid);
    const said = collect(child, onOutput);
    const abort = (): void => {
      child.kill("SIGINT");
      setTimeout(() => killGroup(child.pid), graceMs).unref();
    };
    // Nobody else would end it: it is in no group of ours.
    const leave = (): void => killGroup(child.pid);
    process.once("exit", leave);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", leave);
      signal?.removeEventListener("abort", abort);
      const logged = log === undefined ? undefined : readFileSync(log, "utf8");
      resolve({ code: code ?? 1, output: logged ?? said.output, stdout: logged ?? said.stdout });
    });
  });
}

/** What comes through its pipes, if it has any. */
function collect(child: ChildProcess, onOutput?: (text: string) => void): { output: string; stdout: string } {
  const said = { output: "", stdout: "" };
  const add = (chunk: Buffer, isStdout: boolean): void => {
    const text = chunk.toString();
    said.output += text;
    if (isStdout) said.stdout += text;
    onOutput?.(text);
  };
  child.stdout?.on("data", (chunk: Buffer) => add(chunk, true));
  child.stderr?.on("data", (chunk: Buffer) => add(chunk, false));
  return said;
}

/** The engine with its language host, provider and program. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}
