"use strict";

// Runs the program of a stack from one file: its own code with that of its libraries, as far as they use it. To find, read and compile
// its 500 files takes longer than everything else that the program does. The bundle is made when one of the files is new; types are the
// business of `npm run check`.

const { createHash, randomUUID } = require("node:crypto");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const root = path.dirname(__dirname);
/** Inside of node_modules: it belongs to whom the code belongs to, which a shared temp folder would not. */
const cache = path.join(root, "node_modules", ".cache", "pulumi-progressive-delivery", "program");
/** Notes when the libraries were installed: their own files need no look. */
const installed = path.join("node_modules", ".package-lock.json");

/** The exports of a TypeScript file of the project. */
function load(entry) {
  const file = known(entry) ?? build(entry);
  showSources(file);
  return require(file);
}

/** The bundle, where all that it was made of is as it was. */
function known(entry) {
  try {
    const { file, inputs } = JSON.parse(fs.readFileSync(record(entry), "utf8"));
    const isSame = inputs.every(([name, stamp]) => stampOf(name) === stamp);
    return isSame && fs.existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Written aside and renamed, since several programs may start at once. */
function build(entry) {
  const { outputFiles, metafile } = bundled(entry);
  const [map, code] = ["map", "js"].map((end) => outputFiles.find((one) => one.path.endsWith(end)).contents);
  const file = path.join(cache, `${createHash("sha256").update(code).digest("hex")}.js`);
  const own = Object.keys(metafile.inputs).filter((name) => !name.startsWith("node_modules"));
  const inputs = [...own, installed, "scripts/bundle.cjs"].map((name) => [name, stampOf(name)]);
  fs.mkdirSync(cache, { recursive: true });
  removeOld();
  write(`${file}.map`, map);
  write(file, code);
  write(record(entry), JSON.stringify({ file, inputs }));
  return file;
}

/** Those of earlier texts, which no program that runs still has to read. */
function removeOld() {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of fs.readdirSync(cache).filter((one) => /\.js(\.map)?$/.test(one))) {
    const file = path.join(cache, name);
    if (fs.statSync(file).mtimeMs < hourAgo) fs.rmSync(file, { force: true });
  }
}

function bundled(entry) {
  const { buildSync } = require("esbuild");
  return buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: cache,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // Those of the runner: a second SDK would know nothing of the first one's engine.
    external: ["@pulumi/*"],
    // The one file that the program needs: a dynamic import takes a package as a whole, with its model of every object.
    alias: { "@kubernetes/client-node": "@kubernetes/client-node/dist/config.js" },
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "error",
  });
}

/** Projects may share their node_modules. */
function record(entry) {
  return path.join(cache, `${createHash("sha256").update(path.join(root, entry)).digest("hex")}.json`);
}

/** With the time of its last change of any kind: nobody can set that one back. */
function stampOf(name) {
  const { size, mtimeMs, ctimeMs } = fs.statSync(path.join(root, name));
  return [size, mtimeMs, ctimeMs].join(" ");
}

function write(file, content) {
  const partial = `${file}.${randomUUID()}`;
  fs.writeFileSync(partial, content);
  fs.renameSync(partial, file);
}

/**
 * The Pulumi SDK shows errors by way of this package, so the two have to use the same one. Its maps of the SDK's own files are left
 * out: the paths in them are wrong, and of a kind that makes Node.js hang when it colours a stack (nodejs/node#64011).
 */
function showSources(bundle) {
  const sdk = Module.createRequire(require.resolve("@pulumi/pulumi/package.json"));
  sdk("source-map-support").install({
    environment: "node",
    overrideRetrieveFile: true,
    retrieveFile: () => null,
    overrideRetrieveSourceMap: true,
    retrieveSourceMap: (file) =>
      file === bundle ? { url: bundle, map: fs.readFileSync(`${bundle}.map`, "utf8") } : null,
  });
  const mapped = Error.prepareStackTrace;
  // The SDK notes the stack of each resource and promise in an error that says nothing. Nobody reads these, and the first look into the
  // map takes half a second.
  Error.prepareStackTrace = (error, frames) =>
    error.message === "" ? [String(error), ...frames].join("\n    at ") : mapped(error, frames);
}

module.exports = { load };
