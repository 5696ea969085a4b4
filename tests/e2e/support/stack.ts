import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { DataObject } from "../../../components/config";
import type { Plane } from "../../../scripts/local/plane";
import { projectRoot } from "../../../scripts/local/plane/folder";
import { type RunOptions, runPulumi, type RunResult } from "../../../scripts/local/pulumi";
import { stackFile } from "../../support/stack-file";

/** One resource as the state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: object;
}

/** An environment stack of a test: its own stack file, backend entry and namespace, run by the real CLI. */
export class Stack {
  private constructor(
    private readonly plane: Plane,
    readonly name: string,
    private readonly file: string,
    private readonly catalog: string,
  ) {}

  static async create(plane: Plane, name: string): Promise<Stack> {
    const folder = path.join(plane.dir, "stacks", name);
    const catalog = path.join(folder, "catalog");
    await mkdir(catalog, { recursive: true });
    const stack = new Stack(plane, name, path.join(folder, `Pulumi.${name}.yaml`), catalog);
    await stack.configure({});
    // Pulumi writes the passphrase's salt into a new stack file of the project. Elsewhere, since other tests read these files; the
    // salt in the plane's state is enough.
    await copyFile(path.join(projectRoot, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    stack.succeed(await runPulumi(plane, ["stack", "init", name, "--cwd", folder]));
    return stack;
  }

  /** Writes the stack's file: what a person would edit between two runs. */
  async configure(config: DataObject): Promise<void> {
    const full: DataObject = {
      environment: "dev",
      namespace: this.name,
      catalog: this.catalog,
      controller: { install: false },
      ...config,
    };
    await writeFile(this.file, stackFile(full));
  }

  /** The stack's file as it is now. */
  text(): Promise<string> {
    return readFile(this.file, "utf8");
  }

  async up(config?: DataObject): Promise<string> {
    if (config) await this.configure(config);
    return this.succeed(await this.run("up", "--yes", "--skip-preview"));
  }

  /** Runs `up`, with more flags, whatever comes of it. */
  async tryUp(
    config: DataObject,
    flags: readonly string[] = [],
    options: RunOptions = {},
  ): Promise<RunResult> {
    await this.configure(config);
    return this.runWith(options, "up", "--yes", "--skip-preview", ...flags);
  }

  /** Gives up a run that was killed: takes its lock away. */
  async cancel(): Promise<void> {
    const { code, output } = await runPulumi(this.plane, ["cancel", "--yes", "--stack", this.name]);
    assert.equal(code, 0, output);
  }

  async preview(config: DataObject): Promise<string> {
    await this.configure(config);
    return this.succeed(await this.run("preview"));
  }

  /** Fails when there is anything to change, and gives what was said. */
  async expectNoChanges(command: "up" | "preview" = "up"): Promise<string> {
    const flags = command === "up" ? ["--yes", "--skip-preview"] : [];
    return this.succeed(await this.run(command, "--expect-no-changes", ...flags));
  }

  /** Fails when the cluster has drifted from the state. */
  async expectNoDrift(): Promise<void> {
    this.succeed(await this.run("refresh", "--yes", "--skip-preview", "--expect-no-changes"));
  }

  /** Takes into the state what the cluster has. */
  async refresh(): Promise<void> {
    this.succeed(await this.run("refresh", "--yes", "--skip-preview"));
  }

  /** What `pulumi config set --path` does to the stack's file. */
  async set(key: string, value: string): Promise<void> {
    this.succeed(await this.run("config", "set", "--path", `progressive-delivery:${key}`, value));
  }

  /** What `pulumi config set --secret` does to the stack's file. */
  async setSecret(key: string, value: string): Promise<void> {
    this.succeed(await this.run("config", "set", "--secret", "--path", `progressive-delivery:${key}`, value));
  }

  /** Runs what must fail, and gives its words. Without a config: with the file as it is. */
  async fail(command: "up" | "preview", config?: DataObject, ...flags: string[]): Promise<string> {
    if (config) await this.configure(config);
    const { code, output } = await this.run(
      command,
      ...(command === "up" ? ["--yes", "--skip-preview"] : []),
      ...flags,
    );
    assert.equal(code, 1, output);
    return output;
  }

  async destroy(): Promise<string> {
    return this.succeed(await this.run("destroy", "--yes", "--skip-preview"));
  }

  /** What `pulumi stack output --json` prints. */
  async outputs<Outputs>(): Promise<Outputs> {
    const { stdout } = await runPulumi(this.plane, ["stack", "output", "--json", "--stack", this.name]);
    const outputs: Outputs = JSON.parse(stdout);
    return outputs;
  }

  /** Everything in the state but the stack itself and providers. */
  async resources(): Promise<StateResource[]> {
    const { stdout } = await runPulumi(this.plane, ["stack", "export", "--stack", this.name]);
    const state: { deployment: { resources?: StateResource[] } } = JSON.parse(stdout);
    return (state.deployment.resources ?? []).filter(({ type }) => !type.startsWith("pulumi:"));
  }

  /** The flags that name it and its file. */
  place(): string[] {
    return ["--stack", this.name, "--config-file", this.file];
  }

  private run(command: string, ...args: string[]): Promise<RunResult> {
    return this.runWith({}, command, ...args);
  }

  private runWith(options: RunOptions, command: string, ...args: string[]): Promise<RunResult> {
    const progress = command === "config" ? [] : ["--suppress-progress"];
    return runPulumi(this.plane, [command, ...args, ...progress, ...this.place()], options);
  }

  private succeed({ code, output }: RunResult): string {
    assert.equal(code, 0, output);
    return output;
  }
}
