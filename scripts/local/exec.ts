import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Runs a program on this terminal with the given environment; resolves to the exit code a shell would give. */
export function runWith(env: NodeJS.ProcessEnv, program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: "inherit" });
    // The terminal sends Ctrl-C to both; who waits must live until the program has ended in its own way.
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore).on("SIGTERM", forward);
    child.once("error", (error) => {
      console.error(`${program} could not be run: ${error.message}`);
      finish(127);
    });
    child.once("exit", (code, signal) =>
      finish(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
    function finish(code: number): void {
      process.off("SIGINT", ignore).off("SIGTERM", forward);
      resolve(code);
    }
  });
}
