import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import * as semver from "semver";

const run = promisify(execFile);

/**
 * The environment that builds run in, or undefined where Go is missing. Reproducible: only what go.mod and go.sum pin,
 * nothing of the user's Go settings that changes the result. With caches of its own, so that all that the builds leave
 * behind can be dropped without a look at the user's. The user's module cache is read as the first proxy: what is there is
 * not downloaded again. A GOCACHE or GOMODCACHE in the environment is used, and never dropped: CI keeps these between runs.
 */
export async function goEnvironment(
  env: NodeJS.ProcessEnv,
  cacheDir: string,
): Promise<NodeJS.ProcessEnv | undefined> {
  const user = await goSettings(env);
  if (user === undefined) return undefined;
  const own = buildCaches(cacheDir);
  return {
    ...env,
    GO111MODULE: "on",
    GOWORK: "off",
    GOFLAGS: "-mod=readonly -buildvcs=false -modcacherw",
    GOOS: "",
    GOARCH: "",
    CGO_ENABLED: "0",
    GOCACHE: env["GOCACHE"] || own.objects,
    GOMODCACHE: env["GOMODCACHE"] || own.modules,
    GOPROXY: `file://${path.join(user.modules, "cache", "download")},${user.proxy}`,
  };
}

async function goSettings(env: NodeJS.ProcessEnv): Promise<{ modules: string; proxy: string } | undefined> {
  try {
    const { stdout } = await run("go", ["env", "GOMODCACHE", "GOPROXY"], { env });
    const [modules = "", proxy = ""] = stdout.split("\n");
    return { modules, proxy };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The lowest Go version that can build all these modules. */
export async function goVersionFor(moduleDirs: readonly string[]): Promise<string> {
  const versions = await Promise.all(moduleDirs.map(goDirective));
  return versions.reduce((one, other) => (semver.gt(other, one) ? other : one), "1.21.0");
}

async function goDirective(moduleDir: string): Promise<string> {
  const text = await readFile(path.join(moduleDir, "go.mod"), "utf8");
  return semver.coerce(text.match(/^go (.*)$/m)?.[1])?.version ?? "1.21.0";
}

function buildCaches(cacheDir: string) {
  return { objects: path.join(cacheDir, "go-build"), modules: path.join(cacheDir, "go-mod") };
}

/** Remove compiled packages and downloaded modules; the tools stay. */
export async function dropBuildCaches(cacheDir: string): Promise<void> {
  const { objects, modules } = buildCaches(cacheDir);
  await rm(objects, { recursive: true, force: true });
  await rm(modules, { recursive: true, force: true });
}
