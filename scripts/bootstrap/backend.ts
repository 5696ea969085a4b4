import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dump } from "js-yaml";
import { z } from "zod";
import type { DataObject } from "../../components/config";
import { HANDED, type Handed, handedText } from "../../stacks/handed";
import { LoadError } from "../config/load-error";
import { runPulumiIn, type RunResult } from "../engine/run-pulumi";
import { type EngineReport, readEvents } from "./events";
import { type StackState, stackState } from "./stack-state";
import type { Unit } from "./units";

export type Operation = "up" | "preview" | "destroy" | "drift";

export interface BackendOptions {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Folder of the program. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** How the stacks' secrets are encrypted, as `pulumi stack init --secrets-provider` takes it. Default: Pulumi's. */
  readonly secretsProvider: string | undefined;
}

export interface OperationOptions {
  readonly handed?: Handed | undefined;
  /** Look at what is in the cluster first. */
  readonly refresh?: boolean;
  /** Ends the engine: it finishes the steps that are under way. */
  readonly signal: AbortSignal;
  readonly onStart?: (pid: number) => void;
}

export interface OperationResult extends RunResult {
  readonly report: EngineReport;
}

/** A stack as the backend lists it. */
export interface ListedStack {
  readonly name: string;
  readonly resourceCount?: number | undefined;
}

/**
 * The stacks of the fleet in Pulumi's backend, by way of the CLI: one process per operation. The Automation API would need four
 * more for each (select, twice the outputs, the history), change which stack a person has selected, and leave its engines in the
 * terminal's process group, where the first Ctrl-C would reach them.
 */
export class Backend {
  private constructor(
    private readonly options: BackendOptions,
    private readonly folder: string,
  ) {}

  static async open(options: BackendOptions): Promise<Backend> {
    const folder = await mkdtemp(path.join(tmpdir(), "progressive-delivery-"));
    // Pulumi writes into the file of a new stack, and with a stack per service nobody wants a file for each.
    await writeFile(path.join(folder, "Pulumi.yaml"), dump({ name: options.project, runtime: "nodejs" }));
    return new Backend(options, folder);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Stacks of the project, by name. */
  async list(): Promise<ReadonlyMap<string, ListedStack>> {
    const result = await this.cli(["stack", "ls", "--json"]);
    const stacks = z
      .array(z.object({ name: z.string(), resourceCount: z.number().optional() }))
      .parse(JSON.parse(this.succeeded("The stacks cannot be listed", result).stdout));
    return new Map(stacks.map((one) => [one.name.split("/").at(-1) ?? one.name, one]));
  }

  /** `file:///state`, `s3://bucket`, `https://api...` */
  async url(): Promise<string> {
    const result = await this.cli(["whoami", "--json"]);
    return z.object({ url: z.string() }).parse(JSON.parse(this.succeeded("There is no login", result).stdout))
      .url;
  }

  async create(stack: string): Promise<void> {
    const { secretsProvider } = this.options;
    const how = secretsProvider === undefined ? [] : ["--secrets-provider", secretsProvider];
    const result = await this.cli(["stack", "init", stack, "--no-select", ...how], this.folder);
    this.succeeded(`The stack ${stack} cannot be made`, result);
  }

  /** Forgets a stack that has no resources. Its file, if it has one, stays. */
  async remove(stack: string): Promise<void> {
    const result = await this.cli(["stack", "rm", stack, "--yes", "--preserve-config"], this.folder);
    this.succeeded(`The stack ${stack} cannot be removed`, result);
  }

  /** Moves a component with all that is in it to another stack. */
  async move(from: string, to: string, urn: string): Promise<void> {
    const result = await this.cli(["state", "move", "--yes", "--source", from, "--dest", to, urn]);
    this.succeeded(`${urn} cannot be moved from ${from} to ${to}`, result);
  }

  async state(stack: string): Promise<StackState> {
    const result = await this.cli(["stack", "export", "--stack", stack]);
    return stackState.parse(
      JSON.parse(this.succeeded(`The state of ${stack} cannot be read`, result).stdout),
    );
  }

  async write(stack: string, state: StackState): Promise<void> {
    const file = path.join(this.folder, `${stack}.state.json`);
    await writeFile(file, JSON.stringify(state), { mode: 0o600 });
    const result = await this.cli(["stack", "import", "--stack", stack, "--file", file]);
    await rm(file);
    this.succeeded(`The state of ${stack} cannot be written`, result);
  }

  async outputs(stack: string): Promise<DataObject> {
    const result = await this.cli(["stack", "output", "--json", "--stack", stack]);
    const outputs: DataObject = JSON.parse(
      this.succeeded(`The outputs of ${stack} cannot be read`, result).stdout,
    );
    return outputs;
  }

  async run(operation: Operation, unit: Unit, options: OperationOptions): Promise<OperationResult> {
    const { handed, refresh = false, signal, onStart } = options;
    const place = path.join(this.folder, `${unit.stack}.${operation}`);
    const file = unit.file ?? (await this.writeConfig(unit));
    const events = `${place}.events.json`;
    if (handed !== undefined) await writeFile(`${place}.handed.json`, handedText(handed));
    const result = await runPulumiIn(
      this.options.root,
      [
        ...commands[operation],
        ...(refresh ? ["--refresh"] : []),
        ...["--stack", unit.stack, "--config-file", file, "--event-log", events],
      ],
      {
        ...{ signal, graceMs: GRACE_MS, log: `${place}.log`, ...(onStart && { onStart }) },
        // The event log is a flag for programs: the CLI shows it to those that say that they are one.
        env: this.environment({
          PULUMI_DEBUG_COMMANDS: "true",
          ...(handed && { [HANDED]: `${place}.handed.json` }),
        }),
      },
    );
    const report = await readEvents(events);
    return { ...result, report };
  }

  private async writeConfig({ stack, config }: Unit): Promise<string> {
    const keys = Object.entries(config).map(([key, value]) => [`${this.options.project}:${key}`, value]);
    const file = path.join(this.folder, `Pulumi.${stack}.yaml`);
    await writeFile(file, dump({ config: Object.fromEntries(keys) }, { skipInvalid: true }));
    return file;
  }

  private cli(args: readonly string[], cwd = this.options.root): Promise<RunResult> {
    return runPulumiIn(cwd, args, { env: this.environment() });
  }

  private environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    // The state has the salt of a passphrase too, and the files that are written here do not.
    return {
      PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...this.options.env,
      ...more,
    };
  }

  private succeeded(what: string, result: RunResult): RunResult {
    if (result.code === 0) return result;
    throw new LoadError(`${what}: ${result.output.trim()}`);
  }
}

/** After Ctrl-C an engine waits for the cluster to finish what it has begun. */
const GRACE_MS = 120_000;

const quiet = ["--suppress-progress", "--suppress-outputs"];
const commands: Readonly<Record<Operation, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview", ...quiet],
  preview: ["preview", ...quiet],
  destroy: ["destroy", "--yes", "--skip-preview", ...quiet],
  drift: ["refresh", "--preview-only", ...quiet],
};
