import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { installHost } from "./executable";

const root = path.join(__dirname, "../../../..");

export interface Result {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** A Pulumi project in a temp folder, with a backend and a PULUMI_HOME of its own, run by the real CLI. */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), "language-host-"));
  readonly env: NodeJS.ProcessEnv;

  constructor(pulumi: string, program: string, options: Readonly<Record<string, unknown>> = {}) {
    const runtime = { name: "nodejs", options };
    this.write("Pulumi.yaml", JSON.stringify({ name: "tiny", runtime, main: "index.ts" }));
    this.write("package.json", JSON.stringify({ dependencies: { "@pulumi/pulumi": "*" } }));
    this.write("index.ts", program);
    symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"));
    for (const folder of ["home", "state"]) mkdirSync(path.join(this.folder, folder));
    const host = installHost(path.join(this.folder, "bin"));
    this.env = {
      ...process.env,
      PATH: [path.dirname(pulumi), path.dirname(host), process.env["PATH"]].join(path.delimiter),
      PULUMI_HOME: path.join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      NO_COLOR: "1",
    };
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  start(args: readonly string[]) {
    return spawn("pulumi", [...args, "--non-interactive"], { cwd: this.folder, env: this.env });
  }

  async run(...args: string[]): Promise<Result> {
    const child = this.start(args);
    let output = "";
    child.stdout.on("data", (bytes) => (output += bytes));
    child.stderr.on("data", (bytes) => (output += bytes));
    const [code] = await once(child, "close");
    return { code, output };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
