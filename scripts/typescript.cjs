"use strict";

// Lets Node.js run the project's TypeScript: `node --require ./scripts/typescript.cjs <file>`. Each file is compiled once, when its
// text is new, and kept; the compiler itself is only loaded when something has to be compiled. Types are the business of `npm run check`.

const { createHash, randomUUID } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const root = path.dirname(__dirname);
/** Inside of node_modules: it belongs to whom the code belongs to, which a shared temp folder would not. */
const cache = path.join(root, "node_modules", ".cache", "pulumi-progressive-delivery", "typescript");
/** What the output depends on beside of the source. */
const compiler = readFileSync(__filename, "utf8") + require("typescript/package.json").version;
/** The JavaScript of the loaded files, with their source maps. */
const loaded = new Map();

Module._extensions[".ts"] = (module, file) => {
  const source = readFileSync(file, "utf8");
  const name = path.relative(root, file);
  const key = createHash("sha256").update([compiler, name, source].join("\0")).digest("hex");
  const code = kept(key) ?? keep(key, compile(name, source));
  loaded.set(file, code);
  module._compile(code, file);
};

function kept(key) {
  try {
    return readFileSync(path.join(cache, key), "utf8");
  } catch {
    return undefined;
  }
}

/** Written aside and renamed, since several programs may start at once. A folder that cannot be written costs time, no more. */
function keep(key, code) {
  const partial = path.join(cache, `${key}.${randomUUID()}`);
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(partial, code);
    renameSync(partial, path.join(cache, key));
  } catch {
    // The next start compiles again.
  }
  return code;
}

function compile(name, source) {
  const { ModuleKind, ScriptTarget, flattenDiagnosticMessageText, transpileModule } = require("typescript");
  const { outputText, diagnostics } = transpileModule(source, {
    fileName: name,
    reportDiagnostics: true,
    compilerOptions: {
      module: ModuleKind.Node16,
      target: ScriptTarget.ES2023,
      esModuleInterop: true,
      inlineSourceMap: true,
    },
  });
  const [mistake] = diagnostics;
  if (mistake === undefined) return outputText;
  const { line, character } = mistake.file.getLineAndCharacterOfPosition(mistake.start);
  const message = flattenDiagnosticMessageText(mistake.messageText, "\n");
  throw new SyntaxError(`${name}:${line + 1}:${character + 1}: ${message}`);
}

// The Pulumi SDK shows errors by way of this package, so the two have to use the same one. Its maps of the SDK's own files are left
// out: the paths in them are wrong, and of a kind that makes Node.js hang when it colours a stack (nodejs/node#64011).
const sdk = Module.createRequire(require.resolve("@pulumi/pulumi/package.json"));
sdk("source-map-support").install({
  environment: "node",
  overrideRetrieveFile: true,
  retrieveFile: (file) => loaded.get(file) ?? null,
});
