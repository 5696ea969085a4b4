/** `npm run bench`: how long the config of many services takes, and how much memory. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { projectRoot } from "./local/plane/folder";

/** Inside of node_modules, so that the compiled files find the packages that the sources find. */
const cache = path.join(projectRoot, "node_modules", ".cache");
const compilerOptions = { module: ModuleKind.Node16, target: ScriptTarget.ES2023, esModuleInterop: true };

/** Compiled before and run by itself, so that neither the time nor the memory of the compiler counts. */
function main(): number {
  mkdirSync(cache, { recursive: true });
  const output = mkdtempSync(path.join(cache, "bench-"));
  try {
    for (const folder of ["components", "stacks", "tests/bench"]) compile(folder, output);
    const bench = path.join(output, "tests", "bench", "config.bench.js");
    return spawnSync(process.execPath, [bench], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(output, { recursive: true });
  }
}

function compile(folder: string, output: string): void {
  const files = readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const fileName = path.join(folder, file);
    const { outputText } = transpileModule(readFileSync(path.join(projectRoot, fileName), "utf8"), {
      fileName,
      compilerOptions,
    });
    const target = path.join(output, fileName.replace(/\.ts$/, ".js"));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}

process.exitCode = main();
