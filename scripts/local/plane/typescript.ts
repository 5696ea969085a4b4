import { join } from "node:path";

import { projectRoot } from "./folder";

const loader = join(projectRoot, "scripts", "typescript.cjs");

/** A command that runs a TypeScript file of this project from any working folder, with the Node.js that runs now. */
export function nodeCommand(file: string, ...args: string[]): [program: string, ...args: string[]] {
  return [process.execPath, "--require", loader, file, ...args];
}
