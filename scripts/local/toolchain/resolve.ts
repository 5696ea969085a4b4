import * as path from "node:path";
import { build } from "./build";
import { cachedPath, defaultCacheDir, fileExists } from "./cache";
import { dropPackages, hasDebianTools, packageCache } from "./debian";
import { debianMissing, goMissing } from "./failure";
import { dropBuildCaches, goEnvironment, goVersionFor } from "./go";
import { locateProgram } from "./locate";
import { withLock } from "../lock";
import { createProgress, duration, type Progress } from "./progress";
import type { Catalog, ResolvedTool, ResolveOptions } from "./resolved";
import type { GoTool, PackagedProgram, Tool } from "./tools";

/** A tool that is asked for, and where it would be in the cache. */
interface Wanted<Kind extends Tool = Tool> {
  readonly name: string;
  readonly tool: Kind;
  readonly target: string;
}

interface Workshop {
  readonly cacheDir: string;
  readonly modules: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

/** Find the named tools of a catalog, build those that are missing, and say where each one is. */
export async function resolve<Name extends string>(
  catalog: Catalog<Name>,
  names: readonly Name[],
  options: ResolveOptions = {},
): Promise<Record<Name, ResolvedTool>> {
  const env = options.env ?? process.env;
  const cacheDir = options.cacheDir ?? defaultCacheDir(env);
  const shop = { cacheDir, modules: catalog.modules, env, progress: createProgress(options.log) };
  const wanted = await Promise.all(inBuildOrder(catalog, names).map((name) => want(catalog, name, cacheDir)));

  const found = await Promise.all(wanted.map(async (one) => [one.name, await find(one, shop)] as const));
  const resolved = new Map<string, ResolvedTool>();
  for (const [name, tool] of found) if (tool) resolved.set(name, tool);

  const missing = wanted.filter(({ name }) => !resolved.has(name));
  for (const [name, tool] of await obtainAll(missing, shop)) resolved.set(name, tool);
  if (options.cleanBuildCache) {
    await building(cacheDir, shop.progress.say, () => dropLeavings(cacheDir));
  }
  // Every name was found or built, else an error was thrown: the record is total.
  return Object.fromEntries(resolved) as Record<Name, ResolvedTool>;
}

function inBuildOrder<Name extends string>(catalog: Catalog<Name>, names: readonly Name[]): Name[] {
  const order = Object.keys(catalog.tools);
  return [...new Set(names)].sort((one, other) => order.indexOf(one) - order.indexOf(other));
}

async function want<Name extends string>(
  catalog: Catalog<Name>,
  name: Name,
  cacheDir: string,
): Promise<Wanted> {
  const tool: Tool = catalog.tools[name];
  return { name, tool, target: await cachedPath(cacheDir, catalog.modules, name, tool) };
}

async function find(wanted: Wanted, { env, progress }: Workshop): Promise<ResolvedTool | undefined> {
  const { name, tool } = wanted;
  const located = "accepts" in tool ? await locateProgram(name, tool, env, progress.say) : undefined;
  return located ?? (await fromCache(wanted));
}

async function fromCache({ tool, target }: Wanted): Promise<ResolvedTool | undefined> {
  return (await fileExists(target)) ? { path: target, source: "cache", ...pinned(tool) } : undefined;
}

/** Which version a Debian package had is not written down anywhere. */
function pinned(tool: Tool): Pick<ResolvedTool, "version"> {
  return tool.kind === "debian" ? {} : { version: tool.version };
}

async function obtainAll(missing: readonly Wanted[], shop: Workshop): Promise<[string, ResolvedTool][]> {
  const packaged = missing.filter(isPackaged);
  const built = missing.filter(isGo);
  const env = await environmentFor(packaged, built, shop);
  for (const line of [...announcePackaged(packaged), ...announceBuilt(built)]) shop.progress.say(line);
  const obtained: [string, ResolvedTool][] = [];
  for (const [done, wanted] of missing.entries()) {
    const label = `[${done + 1}/${missing.length}] ${title(wanted)}${left(missing.length - done - 1)}`;
    obtained.push([wanted.name, await obtain(wanted, label, { ...shop, env })]);
  }
  return obtained;
}

function isPackaged(wanted: Wanted): wanted is Wanted<PackagedProgram> {
  return wanted.tool.kind === "debian";
}

function isGo(wanted: Wanted): wanted is Wanted<GoTool> {
  return wanted.tool.kind !== "debian";
}

/** Throws when there is nothing to obtain some of the tools with: before the others take their minutes. */
async function environmentFor(
  packaged: readonly Wanted<PackagedProgram>[],
  built: readonly Wanted<GoTool>[],
  { env, cacheDir, modules }: Workshop,
): Promise<NodeJS.ProcessEnv> {
  if (packaged.length > 0 && !(await hasDebianTools(env))) {
    throw debianMissing(packaged.map(({ name, tool }) => [name, tool]));
  }
  if (built.length === 0) return env;
  const goEnv = await goEnvironment(env, cacheDir);
  if (goEnv !== undefined) return goEnv;
  const moduleDirs = built.map(({ tool }) => path.join(modules, tool.module));
  throw goMissing(built.map(title), await goVersionFor(moduleDirs));
}

/** Build or unpack, unless another process was first. */
async function obtain(wanted: Wanted, label: string, shop: Workshop): Promise<ResolvedTool> {
  const { cacheDir, env, modules, progress } = shop;
  return building(cacheDir, progress.say, async () => {
    const already = await fromCache(wanted);
    if (already) return already;
    const logPath = path.join(cacheDir, "logs", `${wanted.name}.log`);
    const order = { ...wanted, env, logPath, modules, packages: packageCache(cacheDir) };
    await progress.during(label, (task) => build(order, task));
    return { path: wanted.target, source: isPackaged(wanted) ? "unpacked" : "built", ...pinned(wanted.tool) };
  });
}

async function dropLeavings(cacheDir: string): Promise<void> {
  await dropBuildCaches(cacheDir);
  await dropPackages(cacheDir);
}

function announceBuilt(missing: readonly Wanted<GoTool>[]): string[] {
  if (missing.length === 0) return [];
  const seconds = missing.reduce(
    (sum, { tool }) => sum + ("buildSeconds" in tool ? tool.buildSeconds : 0),
    0,
  );
  return [
    `${toolsAre(missing)} not at hand and built from source, once: about ${duration(seconds * 1000)} on two cores.`,
  ];
}

function announcePackaged(missing: readonly Wanted<PackagedProgram>[]): string[] {
  if (missing.length === 0) return [];
  return [`${toolsAre(missing)} not at hand and taken out of Debian's packages, once; nothing is installed.`];
}

function toolsAre({ length }: readonly Wanted[]): string {
  return length === 1 ? "1 tool is" : `${length} tools are`;
}

function title({ name, tool }: Wanted): string {
  return tool.kind === "debian" ? `${name} from Debian` : `${name} ${tool.version}`;
}

function left(count: number): string {
  return count === 0 ? ", the last one" : `, ${count} more to go`;
}

/**
 * One lock for all tools, because two Go builds side by side are slower than one after the other, and because nobody may drop
 * the build cache under another's build. Should it be lost, both build the same content, and each renames its own file into
 * place: wasteful, not wrong.
 */
function building<T>(cacheDir: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const waiting = `Another process builds tools in ${cacheDir}: waiting for it, then its result is used.`;
  return withLock({ folder: cacheDir, file: path.join(cacheDir, "build.lock"), say, waiting }, work);
}
