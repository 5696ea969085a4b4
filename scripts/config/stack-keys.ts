import { type Data, type DataObject, isDataObject, type Path } from "../../components/config";
import { type ConfigText, configOf } from "../../stacks/config-text";
import type { ConfigEntry, Project, StackFile } from "./project";

/** Keys without the project's name. */
export type Keys = ReadonlyMap<string, ConfigEntry>;

/** The project's own keys of a stack: its file's, and the project's defaults for the others. */
export function keysOf(project: Project, stack: StackFile): Keys {
  const prefix = `${project.name}:`;
  const all = [...project.defaults, ...stack.config].filter(([key]) => key.startsWith(prefix));
  return new Map(all.map(([key, entry]) => [key.slice(prefix.length), entry]));
}

/** As the program gets it: the way through text loses what Pulumi loses. */
export function dataOf(keys: Keys): DataObject {
  const text: ConfigText = Object.fromEntries(
    [...keys].map(([key, { value }]) => [`:${key}`, textOf(value)]),
  );
  return configOf(text, "");
}

function textOf(value: Data): string {
  const shown = withoutSecrets(value);
  return typeof shown === "string" ? shown : JSON.stringify(shown ?? null);
}

/** Stands for a value that is encrypted. */
export const SECRET = "[secret]";

/** The program would get the plain text, which is a text whatever it is. */
function withoutSecrets(value: Data): Data {
  if (isSecret(value)) return SECRET;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutSecrets(child)]));
}

/** What a stack's file has for a value that is encrypted. */
function isSecret(value: Data): boolean {
  return isDataObject(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

/** Keys whose whole value is encrypted. */
export function secretKeys(keys: Keys): string[] {
  return [...keys].flatMap(([key, { value }]) => (isSecret(value) ? [key] : []));
}

/** Encrypted values that are not a key's whole value. */
export function secretPlaces(keys: Keys): Path[] {
  return [...keys].flatMap(([key, { value }]) => (isSecret(value) ? [] : secretsIn(value, [key])));
}

function secretsIn(value: Data, at: Path): Path[] {
  if (isSecret(value)) return [at];
  if (Array.isArray(value)) return value.flatMap((item, index) => secretsIn(item, [...at, index]));
  if (!isDataObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => secretsIn(child, [...at, key]));
}

/**
 * What a stack would say of an environment of which only the catalog is known. Images, requests and the controller's plugins are
 * what stacks bring most of the time, so that they are missing beside the values is no mistake.
 */
export function assumedConfig(environment: string): Keys {
  const assumed = {
    environment,
    controller: { install: false },
    defaults: {
      image: { repository: "registry.example/assumed" },
      resources: { requests: { cpu: "100m", memory: "64Mi" } },
    },
  };
  return new Map(Object.entries(assumed).map(([key, value]) => [key, { value, file: undefined, at: [] }]));
}
