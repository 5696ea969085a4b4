import { LoadError } from "./load-error";

class UsageError extends Error {}

/**
 * Runs a command to its exit code. 0: done. 1: what it says is wrong, or what was asked for is not there; `notThere` where a 1
 * means something else. 2: it was not called as it should be.
 */
export function runCommand(
  usage: string,
  command: (args: readonly string[]) => Promise<number>,
  notThere = 1,
): void {
  const args = process.argv.slice(2);
  if (args.includes("--help")) return console.log(usage);
  command(args).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      if (error instanceof LoadError) console.error(error.message);
      else if (isUsageError(error)) console.error(`${error.message}\n\n${usage}`);
      else throw error;
      process.exitCode = error instanceof LoadError ? notThere : 2;
    },
  );
}

export function misused(reason: string): never {
  throw new UsageError(reason);
}

/** Also those of Node's `parseArgs`. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
