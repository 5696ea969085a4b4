import * as path from "node:path";
import { build } from "./build";
import { cachedPath, defaultCacheDir, fileExists } from "./cache";
import { goMissing } from "./failure";
import { dropBuildCaches, goEnvironment, goVersionFor } from "./go";
import { locateProgram } from "./locate";
import { withLock } from "../lock";
import { createProgress, duration, type Progress } from "./progress";
import type { Catalog, ResolvedTool, ResolveOptions } from "./resolved";
import type { Tool } from "./tools";

/** A tool that is asked for, and where it would be in the cache. */
interface Wanted {
  readonly name: string;
  readonly tool: Tool;
  readonly moduleDir: string;
  readonly target: string;
}

interface Workshop {
  readonly cacheDir: string;
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
  const shop = { cacheDir, env, progress: createProgress(options.log) };
  const wanted = await Promise.all(inBuildOrder(catalog, names).map((name) => want(catalog, name, cacheDir)));

  const found = await Promise.all(wanted.map(async (one) => [one.name, await find(one, shop)] as const));
  const resolved = new Map<string, ResolvedTool>();
  for (const [name, tool] of found) if (tool) resolved.set(name, tool);

  const missing = wanted.filter(({ name }) => !resolved.has(name));
  for (const [name, tool] of await buildAll(missing, shop)) resolved.set(name, tool);
  if (options.cleanBuildCache) {
    await building(cacheDir, shop.progress.say, () => dropBuildCaches(cacheDir));
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
  const moduleDir = path.join(catalog.modules, tool.module);
  return { name, tool, moduleDir, target: await cachedPath(cacheDir, moduleDir, name, tool) };
}

async function find(wanted: Wanted, { env, progress }: Workshop): Promise<ResolvedTool | undefined> {
  const { name, tool } = wanted;
  const located = tool.kind === "program" ? await locateProgram(name, tool, env, progress.say) : undefined;
  return located ?? (await fromCache(wanted));
}

async function fromCache({ tool, target }: Wanted): Promise<ResolvedTool | undefined> {
  return (await fileExists(target)) ? { path: target, source: "cache", version: tool.version } : undefined;
}

async function buildAll(missing: readonly Wanted[], shop: Workshop): Promise<[string, ResolvedTool][]> {
  if (missing.length === 0) return [];
  const env = await goEnvironment(shop.env, shop.cacheDir);
  if (env === undefined) {
    throw goMissing(missing.map(title), await goVersionFor(missing.map(({ moduleDir }) => moduleDir)));
  }
  shop.progress.say(announce(missing));
  const built: [string, ResolvedTool][] = [];
  for (const [done, wanted] of missing.entries()) {
    const label = `[${done + 1}/${missing.length}] ${title(wanted)}${left(missing.length - done - 1)}`;
    built.push([wanted.name, await obtain(wanted, label, { ...shop, env })]);
  }
  return built;
}

/** Build, unless another process was first. */
async function obtain(wanted: Wanted, label: string, shop: Workshop): Promise<ResolvedTool> {
  const { cacheDir, env, progress } = shop;
  return building(cacheDir, progress.say, async () => {
    const already = await fromCache(wanted);
    if (already) return already;
    const logPath = path.join(cacheDir, "logs", `${wanted.name}.log`);
    await progress.during(label, (task) => build({ ...wanted, env, logPath }, task));
    return { path: wanted.target, source: "built", version: wanted.tool.version };
  });
}

function announce(missing: readonly Wanted[]): string {
  const seconds = missing.reduce(
    (sum, { tool }) => sum + (tool.kind === "program" ? tool.buildSeconds : 0),
    0,
  );
  const tools = missing.length === 1 ? "1 tool is" : `${missing.length} tools are`;
  return `${tools} not at hand and built from source, once: about ${duration(seconds * 1000)} on two cores.`;
}

function title({ name, tool }: Wanted): string {
  return `${name} ${tool.version}`;
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
