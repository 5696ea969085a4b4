import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { dump } from "js-yaml";
import type { DataObject } from "../../../components/config";
import { type Plane, planeProcessEnv } from "../../../scripts/local/plane";
import { projectRoot } from "../../../scripts/local/plane/folder";
import { stackFile } from "../../support/stack-file";

/** What `--json` prints. */
export interface FleetJson {
  readonly code: number;
  readonly stacks: readonly {
    readonly stack: string;
    readonly outcome: string;
    readonly changes: Readonly<Record<string, number>>;
    readonly objects?: readonly string[];
    readonly seconds: number;
    readonly reason?: string;
  }[];
  readonly releases: readonly { readonly name: string; readonly state: string; readonly weight?: number }[];
  readonly warnings: readonly string[];
}

export interface FleetRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type ServiceFiles = Readonly<Record<string, DataObject>>;

/** A project's files for one environment with a stack per service, as a team would have them, and the commands on it. */
export class Fleet {
  constructor(
    private readonly plane: Pick<Plane, "dir">,
    readonly folder: string,
    readonly name: string,
  ) {}

  static async create(plane: Pick<Plane, "dir">, name: string, config: DataObject = {}): Promise<Fleet> {
    const fleet = new Fleet(plane, path.join(plane.dir, "fleets", name), name);
    await mkdir(path.join(fleet.folder, "stacks"), { recursive: true });
    await mkdir(path.join(fleet.folder, "catalog"), { recursive: true });
    await cp(path.join(projectRoot, "Pulumi.yaml"), path.join(fleet.folder, "Pulumi.yaml"));
    await fleet.configure(config);
    return fleet;
  }

  /** Writes the environment's stack file. */
  async configure(config: DataObject): Promise<void> {
    const full: DataObject = {
      ...{ environment: "dev", namespace: this.name, catalog: "catalog", ownStacks: "all" },
      controller: { install: false },
      ...config,
    };
    await writeFile(path.join(this.folder, "stacks", `Pulumi.${this.name}.yaml`), stackFile(full));
  }

  /** Writes the values files of services; `undefined` takes a service out of the catalog. */
  async write(services: Readonly<Record<string, DataObject | undefined>>): Promise<void> {
    for (const [name, values] of Object.entries(services)) {
      const folder = path.join(this.folder, "catalog", name);
      await rm(folder, { recursive: true, force: true });
      if (values === undefined) continue;
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, "values.yaml"), dump(values));
    }
  }

  /** A command of the project as npm runs it. */
  start(command: string, ...args: readonly string[]): ChildProcess {
    const script = path.join("scripts", `${command}.ts`);
    return spawn(
      process.execPath,
      ["--require", "./scripts/typescript.cjs", script, ...args, "--project", this.folder],
      { cwd: projectRoot, env: planeProcessEnv(this.plane.dir), stdio: ["ignore", "pipe", "pipe"] },
    );
  }

  async run(command: string, ...args: readonly string[]): Promise<FleetRun> {
    return endOf(this.start(command, ...args));
  }

  /** `bootstrap --json` to its end, whatever comes of it. */
  async bootstrap(...args: readonly string[]): Promise<FleetJson> {
    const { stdout, stderr } = await this.run("bootstrap", this.name, "--json", ...args);
    return reportIn(stdout, stderr);
  }
}

export async function endOf(child: ChildProcess): Promise<FleetRun> {
  const [stdout, stderr, code] = await Promise.all([
    child.stdout === null ? "" : text(child.stdout),
    child.stderr === null ? "" : text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { code, stdout, stderr };
}

export function reportIn(stdout: string, stderr: string): FleetJson {
  try {
    const report: FleetJson = JSON.parse(stdout);
    return report;
  } catch {
    throw new Error(`There is no report.\n${stdout}\n${stderr}`);
  }
}

/** Stacks by what came of them. */
export function outcomes({ stacks }: FleetJson): Readonly<Record<string, string[]>> {
  const all = [...new Set(stacks.map(({ outcome }) => outcome))].sort();
  return Object.fromEntries(
    all.map((outcome) => [
      outcome,
      stacks
        .filter((one) => one.outcome === outcome)
        .map(({ stack }) => stack)
        .sort(),
    ]),
  );
}
