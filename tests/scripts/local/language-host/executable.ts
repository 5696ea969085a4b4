import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const main = path.join(__dirname, "../../../../scripts/local/language-host/main.ts");

/** Put the host into a folder, by the name under which the CLI looks for it on PATH. Returns its path. */
export function installHost(folder: string): string {
  const executable = path.join(folder, "pulumi-language-nodejs");
  const register = JSON.stringify(require.resolve("ts-node"));
  const options = JSON.stringify({ transpileOnly: true, cwd: path.dirname(main) });
  const script = `#!/usr/bin/env node\nrequire(${register}).register(${options});\nrequire(${JSON.stringify(main)});\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(executable, script, { mode: 0o755 });
  return executable;
}
