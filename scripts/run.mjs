// Runs a command of the project on a fresh clone: checks Node.js, installs the dependencies if need be, starts the command.
// Plain JavaScript without dependencies, because it runs before there are any.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const commands = {
  start: "scripts/start.ts",
  test: "scripts/test.ts",
  local: "scripts/local/cli.ts",
  bench: "scripts/bench.ts",
  "bench:controller": "tests/bench/controller.bench.ts",
  "bench:fleet": "tests/bench/fleet.bench.ts",
  "check-config": "scripts/check-config.ts",
  explain: "scripts/explain.ts",
  schema: "scripts/schema.ts",
  plan: "scripts/plan.ts",
  render: "scripts/render.ts",
  "try-analysis": "scripts/try-analysis.ts",
  doctor: "scripts/doctor.ts",
  docs: "scripts/docs.ts",
  bootstrap: "scripts/bootstrap.ts",
  drift: "scripts/drift.ts",
  move: "scripts/move.ts",
};

const [command = "", ...args] = process.argv.slice(2);
checkCommand(command);
checkNode();
if (!isInstalled()) await install();
leaveLike(await run(process.execPath, ["--require", "./scripts/typescript.cjs", commands[command], ...args]));

function checkCommand(name) {
  if (Object.hasOwn(commands, name)) return;
  const known = Object.keys(commands).join(", ");
  stop(
    `"${name}" is not a command of this project. Use one of: ${known}. For example: node scripts/run.mjs start`,
  );
}

function checkNode() {
  const wanted = readJson("package.json").engines.node.replace(">=", "");
  if (isAtLeast(process.versions.node, wanted)) return;
  stop(
    `Node.js ${process.versions.node} is too old: this project needs ${wanted} or later. ` +
      "Install a newer one (https://nodejs.org) and run again.",
  );
}

function isAtLeast(version, minimum) {
  const [have, want] = [version, minimum].map((text) => text.split(".").map(Number));
  const at = want.findIndex((part, index) => part !== have[index]);
  return at === -1 || have[at] > want[at];
}

/**
 * npm notes what it has installed in node_modules/.package-lock.json, as its last act. Optional packages may be missing
 * there: they are for other platforms.
 */
function isInstalled() {
  const wanted = readJson("package-lock.json").packages;
  const installed = readJson("node_modules/.package-lock.json")?.packages;
  if (installed === undefined) return false;
  return Object.entries(wanted).every(
    ([place, { integrity, optional, devOptional }]) =>
      place === "" || optional || devOptional || installed[place]?.integrity === integrity,
  );
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** npm's words go to standard error: the command's own output may be meant for a program. */
async function install() {
  console.error("Installing the dependencies (npm ci) ...");
  const { code, signal } = await run("npm", ["ci"], ["inherit", 2, 2]);
  if (code !== 0) {
    stop(`\`npm ci\` failed (${signal ?? `exit code ${code}`}). See its output above; then run again.`);
  }
}

/** Run a program to its end, and pass on the signals that are meant for it. */
function run(program, programArgs, stdio = "inherit") {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, stdio });
    const pass = (signal) => {
      // A terminal sends Ctrl-C to the child as well; twice would mean "at once" to many programs.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, pass);
    const end = (ending) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(ending);
    };
    child.once("error", (error) => stop(`${program} could not be started: ${error.message}.`));
    child.once("close", (code, signal) => end({ code, signal }));
  });
}

/** A shell shows 128 + the signal's number for a program that a signal ended. */
function leaveLike({ code, signal }) {
  process.exitCode = code ?? 128 + constants.signals[signal];
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
