import { accessSync, constants, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

interface Search {
  /** The Pulumi CLI that runs. */
  readonly pulumi: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The language host that came with the CLI, or one on PATH. */
export function officialLanguageHost({ pulumi, env }: Search): string | undefined {
  const name = "pulumi-language-nodejs";
  return [join(dirname(realpathSync(pulumi)), name), ...onPath(name, env)].find(isExecutable);
}

/** The provider on PATH, else the newest v4 that the user's own Pulumi has installed. */
export function officialKubernetesProvider({ env }: Search): string | undefined {
  const name = "pulumi-resource-kubernetes";
  return [...onPath(name, env), ...installedPlugins(name, env)].find(isExecutable);
}

function onPath(name: string, env: NodeJS.ProcessEnv): string[] {
  return (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .filter((path) => !isPlaneBin(dirname(path)));
}

/** The bin folder of some plane (a command that `exec` runs may start another plane) holds stand-ins, not finds. */
function isPlaneBin(folder: string): boolean {
  return basename(folder) === "bin" && exists(join(dirname(folder), "ports.json"));
}

function installedPlugins(name: string, env: NodeJS.ProcessEnv): string[] {
  const plugins = join(env["PULUMI_HOME"] || join(env["HOME"] || homedir(), ".pulumi"), "plugins");
  return list(plugins)
    .filter((entry) => /^resource-kubernetes-v4\.[\d.]+$/.test(entry))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((entry) => join(plugins, entry, name));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  return exists(path, constants.X_OK);
}

function exists(path: string, mode: number = constants.F_OK): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
