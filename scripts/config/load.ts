import path from "node:path";
import { type EnvironmentConfig, sortFindings } from "../../components/config";
import { readCatalog } from "../../stacks/catalog";
import { type AroundOf, type CheckedStack, checkStack } from "../../stacks/check-stack";
import { secretFinding } from "../../stacks/config-text";
import { projectRoot } from "../local/plane/folder";
import { findStacks, unknownEnvironment } from "./find-stack";
import { LoadError } from "./load-error";
import { type Project, readProject, type StackFile } from "./project";
import { assumedConfig, dataOf, type Keys, keysOf, secretPlaces } from "./stack-keys";

export { LoadError };

export interface LoadOptions {
  /** As the stack's `environment` says it, or the name of a stack. */
  readonly environment: string;
  /** Which stack, when several are of the environment. */
  readonly stack?: string | undefined;
  /** Folder of values files, instead of the stack's. With it the environment needs no stack. */
  readonly catalog?: string | undefined;
  /** Folder with `Pulumi.yaml`. Default: this project's. */
  readonly project?: string | undefined;
  /** What is known of what is around it. Default: what the stack says itself. */
  readonly aroundOf?: AroundOf | undefined;
}

/** Everything that the files say about one environment, checked as `pulumi up` does it, without Pulumi and without a cluster. */
export interface LoadedEnvironment extends CheckedStack {
  /** The environment's; the stack's when the stack does not say which environment it is. */
  readonly name: string;
  /** Undefined when a catalog alone was read. */
  readonly stack: string | undefined;
  readonly stackFile: string | undefined;
  /** Key of the stack's config -> its value, and where it stands. */
  readonly keys: Keys;
}

/** Reads one environment. Mistakes in the files are findings; rejects with a `LoadError` when there is no such environment. */
export async function loadEnvironment(options: LoadOptions): Promise<LoadedEnvironment> {
  const all = await loadEnvironments({ ...options, environments: [options.environment] });
  // Stacks of single services say the environment too; the one that has all of them is its own.
  const own = all.filter(({ environment }) => environment?.role === "environment");
  const [first, ...others] = own.length > 0 ? own : all;
  if (first !== undefined && others.length === 0) return first;
  const names = [first, ...others].flatMap((one) => one?.stack ?? []).join(", ");
  throw new LoadError(
    `Several stacks are of the environment ${options.environment}: ${names}. Choose one with --stack.`,
  );
}

/** Reads all stacks of some environments; without a name all that there are. */
export async function loadEnvironments({
  environments,
  stack,
  ...options
}: Omit<LoadOptions, "environment"> & { readonly environments?: readonly string[] }): Promise<
  LoadedEnvironment[]
> {
  const project = readProject(options.project ?? projectRoot);
  if (environments === undefined || environments.length === 0) {
    return project.stacks.map((one) => loadStack(project, one, options));
  }
  return environments.flatMap((environment) => {
    const stacks = findStacks(project, environment, stack);
    if (stacks.length > 0) return stacks.map((one) => loadStack(project, one, options));
    if (options.catalog === undefined) throw unknownEnvironment(project, environment);
    return [load(project, assumedConfig(environment), undefined, options)];
  });
}

type How = Pick<LoadOptions, "catalog" | "aroundOf">;

function loadStack(project: Project, stack: StackFile, how: How): LoadedEnvironment {
  return load(project, keysOf(project, stack), stack, how);
}

function load(
  project: Project,
  said: Keys,
  stack: StackFile | undefined,
  { catalog, aroundOf }: How,
): LoadedEnvironment {
  const keys = catalog === undefined ? said : withCatalog(said, catalog);
  const { findings, ...checked } =
    stack?.isReadable === false ? nothing : checkStack(dataOf(keys), catalogIn(project.folder), aroundOf);
  const all = [...(stack?.findings ?? []), ...secretPlaces(keys).map(secretFinding), ...findings];
  const name = checked.environment?.environment ?? stack?.stack ?? "";
  return { ...checked, name, stack: stack?.stack, stackFile: stack?.file, keys, findings: sortFindings(all) };
}

function withCatalog(keys: Keys, folder: string): Keys {
  // npm starts its scripts in the project's folder, and says here where the reader is.
  const value = path.resolve(process.env["INIT_CWD"] ?? "", folder);
  return new Map([...keys, ["catalog", { value, file: undefined, at: [] }]]);
}

function catalogIn(project: string) {
  return ({ catalog, environment }: EnvironmentConfig) =>
    readCatalog(path.resolve(project, catalog), environment);
}

const nothing: CheckedStack = {
  environment: undefined,
  catalog: undefined,
  services: new Map(),
  values: new Map(),
  findings: [],
};
