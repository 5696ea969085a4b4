import { spawn } from "node:child_process";
import { type Plane, planeProcessEnv } from "./plane";
import { projectRoot } from "./plane/folder";

export interface RunOptions {
  /** Gets the output while it comes. */
  readonly onOutput?: (text: string) => void;
  /** Gets the process id of the engine, which leads a group of its own. */
  readonly onStart?: (pid: number) => void;
  /** Ends the run: first as Ctrl-C would, then for good. */
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunResult {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly output: string;
  readonly stdout: string;
}

/** How long an engine gets to end its steps after Ctrl-C. */
const GRACE_MS = 5_000;

/** Runs the real Pulumi CLI on the project, against the plane's cluster, backend and home. Never asks anything. */
export function runPulumi(
  plane: Pick<Plane, "dir">,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: projectRoot,
      env: { ...planeProcessEnv(plane.dir), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that the terminal's Ctrl-C does not reach the engine a second time.
      detached: true,
    });
    if (child.pid !== undefined) options.onStart?.(child.pid);
    let output = "";
    let stdout = "";
    const collect = (chunk: Buffer, isStdout: boolean): void => {
      const text = chunk.toString();
      output += text;
      if (isStdout) stdout += text;
      options.onOutput?.(text);
    };
    child.stdout.on("data", (chunk: Buffer) => collect(chunk, true));
    child.stderr.on("data", (chunk: Buffer) => collect(chunk, false));
    const abort = (): void => {
      child.kill("SIGINT");
      setTimeout(() => killGroup(child.pid), GRACE_MS).unref();
    };
    // Nobody else would end it: it is in no group of ours.
    const leave = (): void => killGroup(child.pid);
    process.once("exit", leave);
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener("abort", abort, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", leave);
      options.signal?.removeEventListener("abort", abort);
      resolve({ code: code ?? 1, output, stdout });
    });
  });
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
