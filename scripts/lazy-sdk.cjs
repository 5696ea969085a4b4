"use strict";

// The SDK loads the TypeScript compiler and npm's resolver of packages with everything else, only to turn functions of a program into
// text. No program of a stack has such functions, and to load the two takes longer than the whole rest of the SDK. Here they are loaded
// when something of them is used.

const Module = require("node:module");
const path = require("node:path");

const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json")) + path.sep;
const late = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;

Module._load = (request, parent, isMain) => {
  if (!late.has(request) || !parent?.filename?.startsWith(sdk)) return load(request, parent, isMain);
  // What is not there is still told at once: the SDK has a substitute.
  Module._resolveFilename(request, parent, isMain);
  const get = (_, name) => name === "__esModule" || load(request, parent, isMain)[name];
  return new Proxy({}, { get });
};
