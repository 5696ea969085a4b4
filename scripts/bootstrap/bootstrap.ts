import { setTimeout as sleep } from "node:timers/promises";
import { availableParallelism } from "node:os";
import { reconnecting } from "../../components/cluster/connection";
import { loadKubeConfig } from "../../components/cluster/kubeconfig";
import type { Handed } from "../../stacks/handed";
import { LoadError } from "../config/load-error";
import { projectRoot } from "../local/plane/folder";
import { Backend, type ListedStack, type OperationResult } from "./backend";
import { changed, chosen, filtered } from "./choose";
import { isFinished } from "./finished";
import { objectsOf } from "./events";
import { Follower } from "./follow";
import { codeHash, inputsOf } from "./inputs";
import { acquireLease, type Lease } from "./lease";
import { type LoadedFleet, loadFleet } from "./load-fleet";
import type { BootstrapOptions, FleetReport, Mode } from "./options";
import { atRevision } from "./revision";
import { runWaves, type UnitResult } from "./schedule";
import { sizeWarnings } from "./stack-size";
import { codeOf } from "./outcome";
import { reasonOf } from "./reason";
import type { Unit } from "./units";
import { unrecordedOf, withRecorded } from "./unrecorded";

const never = new AbortController().signal;

/**
 * Brings an environment with all its stacks to what its files say: the platform, the environment's own stack, then stacks of
 * services wave by wave. With other modes previews it, destroys it the other way round, or looks for drift. Rejects with a
 * `LoadError` before anything is begun: mistakes in the files, names that there are not, another pipeline at work.
 */
export async function bootstrap(options: BootstrapOptions): Promise<FleetReport> {
  const began = Date.now();
  const { environment, mode = "up", project = projectRoot, parallel = availableParallelism() } = options;
  const code = codeHash(projectRoot);
  const fleet = await loadFleet(project, environment, code);
  const waves = await select(fleet, code, options);
  const pipeline = await Pipeline.open(fleet, code, parallel, options);
  try {
    const results = await pipeline.run(waves);
    const { releases, warnings } = pipeline;
    const seconds = (Date.now() - began) / 1000;
    const report = { environment: fleet.stack, mode, results, releases, warnings, seconds };
    return { ...report, code: codeOf(report) };
  } finally {
    await pipeline.close();
  }
}

/** What the options leave of the fleet. */
async function select(fleet: LoadedFleet, code: string, options: BootstrapOptions): Promise<Unit[][]> {
  const { changedSince, environment, project = projectRoot } = options;
  const waves = chosen(fleet.waves, options.only, options.except);
  if (changedSince === undefined) return waves;
  const former = await atRevision(project, changedSince, async (folder) => {
    const codeThen = project === projectRoot ? codeHash(folder) : code;
    return loadFleet(folder, environment, codeThen).catch(nothingThen);
  });
  return changed(waves, former.waves);
}

/** An environment that was not there, or not right, at that revision differs in everything. */
function nothingThen(error: unknown): Pick<LoadedFleet, "waves"> {
  if (error instanceof LoadError) return { waves: [] };
  throw error;
}

/** One run, with all that it keeps open. */
class Pipeline {
  readonly warnings: string[] = [];
  private platformOutput: Promise<unknown> | undefined;
  private running = 0;
  private lost = false;

  private constructor(
    private readonly fleet: LoadedFleet,
    private readonly code: string,
    private readonly parallel: number,
    private readonly options: BootstrapOptions,
    private readonly backend: Backend,
    private readonly listed: ReadonlyMap<string, ListedStack>,
    private readonly url: string,
  ) {}

  private lease: Lease | undefined;
  private follower: Follower | undefined;

  static async open(
    fleet: LoadedFleet,
    code: string,
    parallel: number,
    options: BootstrapOptions,
  ): Promise<Pipeline> {
    const { env = process.env } = options;
    const { project, secretsProvider } = fleet;
    const backend = await Backend.open({ project, root: projectRoot, env, secretsProvider });
    try {
      const [listed, url] = await Promise.all([backend.list(), backend.url()]);
      const pipeline = new Pipeline(fleet, code, parallel, options, backend, listed, url);
      await pipeline.begin();
      return pipeline;
    } catch (error) {
      await backend.close();
      throw error;
    }
  }

  get releases() {
    return this.follower?.all() ?? [];
  }

  private get mode(): Mode {
    return this.options.mode ?? "up";
  }

  private async begin(): Promise<void> {
    const { fleet, options, mode } = this;
    for (const text of [...fleet.warnings, ...sizeWarnings(this.url, this.listed), ...this.orphans()])
      this.warn(text);
    if (mode !== "up" && mode !== "destroy") return;
    this.lease = await acquireLease(fleet.stack, fleet.cluster, (reason) => {
      this.lost = true;
      this.warn(`Nothing more is begun: ${reason}`);
    });
    const { namespace } = fleet;
    if (mode === "up" && namespace !== undefined && options.follow !== false)
      this.follower = await Follower.start(fleet.cluster, namespace, (view) =>
        options.onEvent?.({ kind: "release", view }),
      );
  }

  async close(): Promise<void> {
    this.follower?.stop();
    // What cannot be given back ends by itself.
    await this.lease?.release().catch(() => undefined);
    await this.backend.close();
  }

  async run(selected: readonly (readonly Unit[])[]): Promise<UnitResult[]> {
    const { mode, options, parallel } = this;
    const waves = this.inMode(selected);
    const names = waves.map((units) => units.map(({ stack }) => stack));
    options.onEvent?.({ kind: "plan", mode, waves: names, parallel });
    const results = await runWaves(waves, {
      parallel,
      stopOn: mode === "preview" || mode === "drift" ? "never" : (options.stopOn ?? "wave"),
      isStopped: () => this.lost || options.stop?.aborted === true,
      admit: (unit) => this.admit(unit),
      run: (unit) => this.runUnit(unit),
      onWave: (index, units) =>
        options.onEvent?.({ kind: "wave", index, stacks: units.map(({ stack }) => stack) }),
      onEnd: (result) => options.onEvent?.({ kind: "end", result }),
    });
    if (results.every(({ outcome }) => outcome !== "remaining"))
      await this.follower?.settled(options.stop ?? never);
    return results;
  }

  /** What a mode leaves out, and its order. */
  private inMode(waves: readonly (readonly Unit[])[]): Unit[][] {
    const present = filtered(waves, ({ stack }) => this.listed.has(stack));
    if (this.mode === "drift") return present;
    if (this.mode !== "destroy") return filtered(waves, () => true);
    // Other environments may live on the platform: it goes when it is named itself.
    const { stack } = this.fleet;
    return filtered(present, (unit) => unit.kind !== "platform" || unit.stack === stack).reverse();
  }

  private async runUnit(unit: Unit): Promise<UnitResult> {
    const { mode, options } = this;
    const began = Date.now();
    const seconds = (): number => (Date.now() - began) / 1000;
    const isThere = this.listed.has(unit.stack);
    try {
      if (mode === "preview" && !isThere) return newStack(unit);
      const handed = mode === "destroy" || mode === "drift" ? undefined : await this.handed(unit, mode);
      if (mode === "up" && !isThere) await this.backend.create(unit.stack);
      if (options.resume && isThere && unit.kind === "services" && handed !== undefined)
        if (isFinished(await this.backend.state(unit.stack), handed.inputs))
          return { unit, outcome: "finished", changes: {}, seconds: seconds() };
      const result = await this.runEngine(unit, handed);
      if (result.code !== 0)
        return { unit, ...reasonOf(unit, result), changes: result.report.changes, seconds: seconds() };
      if (mode === "destroy" && unit.kind === "services") await this.backend.remove(unit.stack);
      this.followChanged(unit, result);
      const { changes } = result.report;
      const outcome = Object.keys(changes).length > 0 ? "changed" : "unchanged";
      return { unit, outcome, changes, objects: objectsOf(result.report), seconds: seconds() };
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      return { unit, outcome: "failed", changes: {}, seconds: seconds(), reason: error.message };
    } finally {
      this.running -= unit.rollouts.length;
    }
  }

  /** One run of the engine; of `up` a second one where the first has shown that an earlier one was killed while it made something. */
  private async runEngine(unit: Unit, handed: Handed | undefined): Promise<OperationResult> {
    const { mode, options } = this;
    const run = (refresh: boolean): Promise<OperationResult> =>
      this.backend.run(mode, unit, {
        ...{ handed, refresh, signal: options.cancel ?? never },
        onStart: (pid) => options.onEvent?.({ kind: "start", stack: unit.stack, pid }),
      });
    // After it there would be no provider in the state to write anything down for.
    if (mode === "destroy") await this.recordMade(unit.stack);
    const result = await run(mode === "up" && options.refresh === true);
    const isToRepeat = mode === "up" && mayHaveUnrecorded(unit, result);
    return isToRepeat && (await this.recordMade(unit.stack)) ? run(true) : result;
  }

  /** Writes down in a state what a killed engine made. Returns whether there was something. */
  private async recordMade(stack: string): Promise<boolean> {
    const state = await this.backend.state(stack);
    if (state.deployment.pending_operations.length === 0) return false;
    const connection = await reconnecting(await loadKubeConfig(this.fleet.cluster))();
    const made = await unrecordedOf(state, connection);
    await this.backend.write(stack, withRecorded(state, made));
    return made.length > 0;
  }

  /** What the stack's program need not find out again. */
  private async handed(unit: Unit, mode: Mode) {
    const { catalog, services, isFrozen } = this.fleet;
    if (unit.catalog === undefined || catalog === undefined) return undefined;
    const platform = unit.kind === "services" && mode === "up" ? await this.platformSays() : undefined;
    const { config } = unit;
    const inputs = unit.services.map((name): [string, string] => [
      name,
      inputsOf(name, config, unit.catalog ?? catalog, { code: this.code, platform, isFrozen }),
    ]);
    return { catalog: unit.catalog, allServices: services, inputs: Object.fromEntries(inputs) };
  }

  /** What the environment's own stack says to those of its services: the same for all of them. */
  private platformSays(): Promise<unknown> {
    this.platformOutput ??= this.backend.outputs(this.fleet.stack).then((outputs) => outputs["platform"]);
    return this.platformOutput;
  }

  private followChanged({ rollouts }: Unit, { report }: OperationResult): void {
    const changedOnes = report.changed.flatMap(
      ({ urn }) => /\$kubernetes:argoproj\.io\/v1alpha1:Rollout::(.+)$/.exec(urn)?.[1] ?? [],
    );
    this.follower?.follow(rollouts.filter((name) => changedOnes.includes(name)));
  }

  /** Waits until there is room for the releases of a stack, and takes it. */
  private async admit({ rollouts: { length: wanted } }: Unit): Promise<string | undefined> {
    const { follower } = this;
    const { maxCanaries = Number.POSITIVE_INFINITY, stop } = this.options;
    for (;;) {
      const underway = follower?.underway() ?? [];
      const all = underway.length + this.running;
      if (wanted === 0 || all === 0 || all + wanted <= maxCanaries || stop?.aborted) {
        // Before anything else is waited for: another stack asks at the same time.
        this.running += wanted;
        return undefined;
      }
      if (this.running === 0 && (follower === undefined || follower.isStuck()))
        return `${underway.join(", ")} wait${underway.length === 1 ? "s" : ""} for a person, and no more than ${String(maxCanaries)} releases may be under way. Promote or abort, then run again with --resume.`;
      await (follower?.nextLook() ?? sleep(1000));
    }
  }

  /** Stacks of services that no longer are: nothing else would tell of what they run. */
  private orphans(): string[] {
    const { fleet, listed } = this;
    const known = new Set(fleet.waves.flat().map(({ stack }) => stack));
    return [...listed.keys()]
      .filter((name) => name.startsWith(`${fleet.stack}.`) && !known.has(name))
      .map(
        (name) =>
          `The stack ${name} is of no service of ${fleet.stack}. To delete what it has: pulumi destroy --stack ${name}, then pulumi stack rm ${name}.`,
      );
  }

  private warn(text: string): void {
    this.warnings.push(text);
    this.options.onEvent?.({ kind: "warning", text });
  }
}

/** The engine warns of what is pending only when it does not refresh, and an object that exists already is a failure. */
function mayHaveUnrecorded(unit: Unit, result: OperationResult): boolean {
  const isWarned = result.report.warnings.some((text) => text.includes("interrupted while creating"));
  return isWarned || (result.code !== 0 && reasonOf(unit, result).outcome === "failed");
}

function newStack(unit: Unit): UnitResult {
  return { unit, outcome: "changed", changes: {}, seconds: 0, reason: "The stack is new." };
}
