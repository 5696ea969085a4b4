/** `npm test [-- <mocha arguments>]`: the checks, the toolchain, all tests. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectRoot } from "./local/plane/folder";
import { resolveTools, toolNames } from "./local/toolchain";

/** Unit tests first: what is wrong in a pure function is known in seconds. */
const order = [
  "tests/components/**/*.test.ts",
  "tests/stacks/**/*.test.ts",
  "tests/scripts/**/*.test.ts",
  "tests/oracle/**/*.test.ts",
  "tests/e2e/**/*.test.ts",
];

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0) {
    const checked = run("npm", ["run", "--silent", "check"]);
    if (checked !== 0) return checked;
  }
  // Here and not in a test's hook: a build takes minutes, and shows its progress.
  await resolveTools(toolNames, { log: (line) => console.log(line) });
  const mocha = path.join(projectRoot, "node_modules", "mocha", "bin", "mocha.js");
  return run(process.execPath, [mocha, ...(args.length === 0 ? ["--sort=false", ...order] : args)]);
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
