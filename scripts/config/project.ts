import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import {
  type Data,
  type DataObject,
  type Finding,
  formatFinding,
  isDataObject,
  parse,
  type Path,
} from "../../components/config";
import { fileError, readYamlMap } from "../../stacks/yaml-file";
import { LoadError } from "./load-error";

/** A value of the config, and where it stands. */
export interface ConfigEntry {
  readonly value: Data;
  /** Undefined for what no file says. */
  readonly file: string | undefined;
  readonly at: Path;
}

/** `Pulumi.yaml`, as far as it decides what a stack's config is. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  /** Values that a stack has when its own file does not say otherwise: whole key -> value. */
  readonly defaults: ReadonlyMap<string, ConfigEntry>;
  readonly stacks: readonly StackFile[];
}

/** One `Pulumi.<stack>.yaml`. */
export interface StackFile {
  readonly stack: string;
  readonly file: string;
  /** Whole key -> value. */
  readonly config: ReadonlyMap<string, ConfigEntry>;
  readonly isReadable: boolean;
  /** Who encrypts its secrets, where that is not Pulumi's default. */
  readonly secretsProvider: string | undefined;
  /** About the file itself. */
  readonly findings: readonly Finding[];
}

const projectFile = z.object({
  name: z.string(),
  stackConfigDir: z.string().default("."),
  config: z.record(z.string(), z.json()).default({}),
});

/** Reads a project's `Pulumi.yaml` and its stack files, by Pulumi's rules (`workspace/project.go`, `workspace/config.go`). */
export function readProject(folder: string): Project {
  const file = path.join(folder, "Pulumi.yaml");
  const { layer, finding } = readYamlMap(file);
  if (layer === undefined) throw new LoadError(`${file}: ${finding?.reason ?? "The file does not exist."}`);
  const { value, findings } = parse(projectFile, layer.data);
  if (value === undefined) throw new LoadError(`${file}: ${findings.map(formatFinding).join(" ")}`);
  const { name, stackConfigDir, config } = value;
  const defaults = Object.entries(config).flatMap(([key, declared]) => defaultOf(key, declared, file, name));
  return {
    name,
    folder,
    defaults: new Map(defaults),
    stacks: readStackFiles(path.join(folder, stackConfigDir), name),
  };
}

/** A key without a namespace is the project's. A plain value is a default; a map declares a key and may have one. */
function defaultOf(key: string, declared: Data, file: string, project: string): [string, ConfigEntry][] {
  const whole = key.includes(":") ? key : `${project}:${key}`;
  if (!isDataObject(declared)) return [[whole, { value: declared, file, at: ["config", key] }]];
  const said = ["default", "value"].find((name) => declared[name] !== undefined);
  return said === undefined ? [] : [[whole, { value: declared[said], file, at: ["config", key, said] }]];
}

function readStackFiles(folder: string, project: string): StackFile[] {
  return filesIn(folder)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort()
    .map((stack) => readStackFile(stack, path.join(folder, `Pulumi.${stack}.yaml`), project));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new LoadError(`The folder of the stack files, ${folder}, ${fileError(error)}.`);
  }
}

function readStackFile(stack: string, file: string, project: string): StackFile {
  const { layer, finding } = readYamlMap(file);
  const config: DataObject = isDataObject(layer?.data["config"]) ? layer.data["config"] : {};
  const entries = Object.entries(config).map(([key, value]): [string, ConfigEntry] => [
    // The old spelling of a key.
    key.replace(`${project}:config:`, `${project}:`),
    { value, file, at: ["config", key] },
  ]);
  const findings = [...(finding ? [finding] : []), ...escFindings(file, layer?.data ?? {})];
  const { secretsprovider } = layer?.data ?? {};
  const secretsProvider = typeof secretsprovider === "string" ? secretsprovider : undefined;
  return {
    stack,
    file,
    config: new Map(entries),
    isReadable: layer !== undefined,
    secretsProvider,
    findings,
  };
}

function escFindings(file: string, { environment }: DataObject): Finding[] {
  if (environment === undefined) return [];
  const reason = "The stack imports environments of Pulumi ESC, and what they say is not known here.";
  return [{ rule: "esc-environment", severity: "warning", path: [file], reason }];
}
