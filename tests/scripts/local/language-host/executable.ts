import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { shellQuote } from "../../../../scripts/local/plane/shell";
import { nodeCommand } from "../../../../scripts/local/plane/typescript";

const main = path.join(__dirname, "../../../../scripts/local/language-host/main.ts");

/** Put the host into a folder, by the name under which the CLI looks for it on PATH. Returns its path. */
export function installHost(folder: string): string {
  const executable = path.join(folder, "pulumi-language-nodejs");
  const script = `#!/bin/sh\nexec ${nodeCommand(main).map(shellQuote).join(" ")} "$@"\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(executable, script, { mode: 0o755 });
  return executable;
}
