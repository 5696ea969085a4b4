import { createHash } from "node:crypto";
import { access, mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import type { Tool } from "./tools";

/** The project's own cache folder. Everything in it can be removed at any time. */
export function defaultCacheDir(env: NodeJS.ProcessEnv): string {
  const base = env["XDG_CACHE_HOME"] || path.join(env["HOME"] || homedir(), ".cache");
  return path.join(base, "pulumi-progressive-delivery", "toolchain");
}

/**
 * Path of a cached tool. Its folder carries the version and a hash of all that decides the content, so a changed pin is
 * built anew; its base name stays the plain name, because programs find each other on PATH by that.
 */
export async function cachedPath(
  cacheDir: string,
  modules: string,
  name: string,
  tool: Tool,
): Promise<string> {
  const hash = createHash("sha256");
  for (const pin of tool.kind === "debian" ? [] : await pinsOf(path.join(modules, tool.module)))
    hash.update(pin).update("\0");
  hash.update(JSON.stringify([process.platform, process.arch, recipeOf(tool)]));
  return path.join(cacheDir, `${name}-${editionOf(tool)}-${hash.digest("hex").slice(0, 12)}`, name);
}

/** Which version a Debian package has is known only once it is there. */
function editionOf(tool: Tool): string {
  return tool.kind === "debian" ? "debian" : tool.version;
}

function pinsOf(moduleDir: string): Promise<string[]> {
  return Promise.all(["go.mod", "go.sum"].map((file) => contentOf(path.join(moduleDir, file))));
}

/** How long a build takes, and which older versions would do for it, says nothing about what is built. */
function recipeOf(tool: Tool): unknown {
  switch (tool.kind) {
    case "program":
    case "unversioned":
      return [tool.package, tool.ldflags];
    case "data":
      return [tool.from, tool.files];
    case "debian":
      return [tool.package, tool.file, tool.accepts];
  }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    return ""; // a module without dependencies has no go.sum
  }
}

/** True when the file is there; in the cache that means that it is whole. */
export async function fileExists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

/** Let `write` fill a file beside `file`, and give it its name only when every byte is on disk. */
export async function writeWhole(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  await dropLeftovers(folder);
  const partial = path.join(folder, `${path.basename(file)}.partial-${process.pid}`);
  try {
    await write(partial);
    await sync(partial);
    await rename(partial, file);
    await sync(folder);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Only the holder of the build lock comes here, so whatever is partial belongs to a run that died. */
async function dropLeftovers(folder: string): Promise<void> {
  const leftovers = (await readdir(folder)).filter((entry) => entry.includes(".partial-"));
  await Promise.all(leftovers.map((entry) => rm(path.join(folder, entry), { recursive: true, force: true })));
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
