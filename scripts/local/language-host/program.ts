import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { createRequire } from "node:module";
import * as path from "node:path";
import { optionsOf, type RuntimeOptions } from "./options";

/** The exit code by which the SDK's runner says that it has already shown the error to the user. */
const BAIL = 32;

/** A Node.js process that runs a program. */
export interface Invocation {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The call of the runner that belongs to the program's own SDK, so that program and runner are of one version. */
export function invocationOf(request: RunRequest, engineAddress: string): Invocation {
  const info = request.getInfo();
  const cwd = info?.getProgramDirectory() || request.getPwd();
  const options = optionsOf(info);
  return {
    cwd,
    args: [
      ...options.nodeargs,
      runnerOf(cwd),
      ...flags({
        monitor: request.getMonitorAddress(),
        engine: engineAddress,
        organization: request.getOrganization(),
        project: request.getProject(),
        "root-directory": info?.getRootDirectory() ?? "",
        stack: request.getStack(),
        pwd: request.getPwd(),
        parallel: String(request.getParallel()),
      }),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() || request.getProgram() || ".",
      ...request.getArgsList(),
    ],
    env: environmentOf(request, options),
  };
}

function runnerOf(programDirectory: string): string {
  try {
    return createRequire(path.join(programDirectory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    throw new Error(
      `The Pulumi SDK (@pulumi/pulumi) was not found from ${programDirectory}. Install the program's dependencies: npm install.`,
    );
  }
}

function flags(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value]));
}

function environmentOf(request: RunRequest, options: RuntimeOptions): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** What the end of a program means to the engine. */
export type Outcome = { readonly bail: boolean } | { readonly error: string };

export function outcomeOf(code: number | null, signal: string | null): Outcome {
  if (code === 0) return { bail: false };
  if (code === BAIL) return { bail: true };
  return {
    error:
      code === null ? `The program was ended by ${signal}.` : `The program ended with exit code ${code}.`,
  };
}
