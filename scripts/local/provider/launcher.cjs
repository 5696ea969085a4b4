// Runs main.ts without loading the TypeScript compiler each time: the engine starts a provider for every command, and
// compiling this folder would be most of what such a command costs. Compiled files are kept by their content.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const root = join(__dirname, "..", "..", "..");
const typescript = join(root, "node_modules", "typescript");
const { version } = JSON.parse(readFileSync(join(typescript, "package.json"), "utf8"));
const cache = join(root, "node_modules", ".cache", "typescript", version);

/** The JavaScript of a TypeScript file, from the cache or into it. */
function compile(path) {
  const source = readFileSync(path, "utf8");
  const kept = join(cache, `${createHash("sha256").update(source).digest("hex")}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const ts = require(typescript);
    const compilerOptions = {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
    };
    const { outputText } = ts.transpileModule(source, { compilerOptions, fileName: path });
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

require.extensions[".ts"] = (module, path) => module._compile(compile(path), path);
require("./main.ts");
