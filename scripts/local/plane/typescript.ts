import { join } from "node:path";

import { projectRoot } from "./folder";

const loader = join(projectRoot, "node_modules", "ts-node", "dist", "bin-transpile.js");
const settings = join(projectRoot, "tsconfig.json");

/**
 * A command that runs a TypeScript file of this project from any working folder, with the Node.js that runs now. The settings
 * are an argument, not `TS_NODE_PROJECT`, because the environment would reach the programs that the file starts.
 */
export function nodeCommand(file: string, ...args: string[]): [program: string, ...args: string[]] {
  return [process.execPath, loader, "--project", settings, file, ...args];
}
