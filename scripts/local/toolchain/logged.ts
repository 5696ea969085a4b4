import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { onExit } from "signal-exit";

export interface LoggedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logPath: string;
  readonly onLine: (line: string) => void;
}

/** How a command ended: undefined when well, else in words. */
export type Ending = string | undefined;

/** Run a command with all its output in a log file. It dies with this process, and so do its children. */
export async function runLogged({
  command,
  args,
  cwd,
  env,
  logPath,
  onLine,
}: LoggedCommand): Promise<Ending> {
  await mkdir(path.dirname(logPath), { recursive: true });
  const log = createWriteStream(logPath);
  log.write(`$ ${[command, ...args].join(" ")}\n`);
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const forget = onExit(() => killGroup(child.pid));
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    createInterface({ input: stream }).on("line", onLine);
  }
  try {
    return await new Promise<Ending>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve(
          code === 0 ? undefined : signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`,
        );
      });
    });
  } finally {
    forget();
    log.end();
    await finished(log);
  }
}

/** A compiler that goes on after its `go build` was killed would hold the machine's cores for minutes. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // already gone
  }
}
