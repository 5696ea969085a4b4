import { execFile } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import * as semver from "semver";
import type { ResolvedTool } from "./resolved";
import type { Versioned } from "./tools";

const run = promisify(execFile);

/** A slow machine needs a second or two; a program that hangs on its version is of no use. */
const VERSION_TIMEOUT_MS = 20_000;

interface Place {
  readonly source: "PATH" | "KUBEBUILDER_ASSETS";
  readonly folder: string;
}

/** The first program of that name on PATH, then in KUBEBUILDER_ASSETS, whose version will do. */
export async function locateProgram(
  name: string,
  program: Versioned,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ResolvedTool | undefined> {
  for (const { source, folder } of placesOf(env)) {
    const file = path.resolve(folder, name);
    if (!(await isExecutable(file))) continue;
    const verdict = judge(await versionOf(file, program.versionArgs, env), program.accepts);
    if ("version" in verdict) return { path: file, source, version: verdict.version };
    say(`${file} is passed over: ${verdict.reason}.`);
  }
  return undefined;
}

function placesOf(env: NodeJS.ProcessEnv): Place[] {
  const onPath = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const assets = env["KUBEBUILDER_ASSETS"];
  return [
    ...[...new Set(onPath)].map((folder) => ({ source: "PATH" as const, folder })),
    ...(assets ? [{ source: "KUBEBUILDER_ASSETS" as const, folder: assets }] : []),
  ];
}

/** True for a file that this user may run. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** What a program prints when asked for its version. Some use standard error for it. */
export async function versionOf(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout, stderr } = await run(file, [...args], { env: quiet, timeout: VERSION_TIMEOUT_MS });
    return stdout || stderr;
  } catch {
    return "";
  }
}

/** Whether the version that a program printed lies in the accepted range, and if not, why. */
export function judge(printed: string, accepts: string): { version: string } | { reason: string } {
  const version = semver.coerce(printed)?.version;
  if (version === undefined) return { reason: `its version could not be read, and ${accepts} is needed` };
  if (!semver.satisfies(version, accepts)) return { reason: `it is ${version}, and ${accepts} is needed` };
  return { version };
}
