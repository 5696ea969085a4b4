// Runs main.ts without loading the TypeScript compiler each time: the engine starts a provider for every command, and
// compiling this folder would be most of what such a command costs. Compiled files are kept by their content.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const load = createRequire(import.meta.url);
const manifest = load.resolve("typescript/package.json");
const { version } = JSON.parse(readFileSync(manifest, "utf8"));
const cache = join(dirname(dirname(manifest)), ".cache", "typescript", version);

/** The JavaScript of a TypeScript file, from the cache or into it. */
function compile(path) {
  const source = readFileSync(path, "utf8");
  const kept = join(cache, `${createHash("sha256").update(source).digest("hex")}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const { ModuleKind, ScriptTarget, transpileModule } = load("typescript");
    const compilerOptions = {
      module: ModuleKind.CommonJS,
      target: ScriptTarget.ES2023,
      esModuleInterop: true,
    };
    const { outputText } = transpileModule(source, { compilerOptions, fileName: path });
    keep(kept, outputText);
    return outputText;
  }
}

/** Written aside and moved, so that nobody reads half a file. A cache that cannot be written is none. */
function keep(path, text) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    return;
  }
}

load.extensions[".ts"] = (module, path) => module._compile(compile(path), path);
load("./main.ts");
