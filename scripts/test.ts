/** `npm test [-- <mocha arguments>]`: the checks, the toolchain, all tests. */
import { spawnSync } from "node:child_process";
import { projectRoot } from "./local/plane/folder";
import { resolveTools, toolNames } from "./local/toolchain";
import { testFiles } from "./test/files";
import { mocha } from "./test/lane";
import { runLanes } from "./test/lanes";
import { split } from "./test/split";
import * as known from "./test/weights";

/** Most tests wait for a cluster most of the time, so this does not follow the number of CPUs. */
const LANES = 3;

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    const checked = run("npm", ["run", "--silent", "check"]);
    if (checked !== 0) return checked;
  }
  // Here and not in a test's hook: a build takes minutes, and shows its progress.
  await resolveTools(toolNames, { log: (line) => console.log(line) });
  if (args.length > 0) return run(process.execPath, [mocha, ...args]);
  return runLanes(split(testFiles(projectRoot), LANES, known), process.stdout.isTTY ? ["--color"] : []);
}

function run(program: string, args: readonly string[]): number {
  const { status, signal } = spawnSync(program, args, { cwd: projectRoot, stdio: "inherit" });
  if (signal !== null) console.error(`${program} was ended by ${signal}.`);
  return status ?? 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
