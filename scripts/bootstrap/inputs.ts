import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type DataObject, isDataObject } from "../../components/config";
import type { Catalog } from "../../stacks/catalog";

/** Hash of data, whatever the order of its keys. */
export function hashOf(data: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(data)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (!isDataObject(data)) return data;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, value]) => [key, sorted(value)]),
  );
}

/** Keys of a stack that do not decide what a service runs: other services, and which stack it is in. */
const notOfService = new Set(["services", "ownStacks", "role", "service", "selection"]);

/** What decides what a service runs, as one word: the config, its values, the program, and what is `around` it. */
export function inputsOf(
  name: string,
  config: DataObject,
  catalog: Catalog,
  around: { readonly code: string; readonly platform?: unknown; readonly isFrozen?: boolean },
): string {
  const { services } = config;
  const own = isDataObject(services) ? services[name] : undefined;
  return hashOf({
    ...around,
    name,
    config: Object.fromEntries(Object.entries(config).filter(([key]) => !notOfService.has(key))),
    presets: catalog.presets,
    layers: catalog.services.get(name)?.layers.map(({ data }) => data),
    own,
  });
}

/** Of the program that the stacks run. */
export function codeHash(root: string): string {
  const hash = createHash("sha256");
  for (const file of programFiles(root)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

function programFiles(root: string): string[] {
  const inFolder = (folder: string, recursive: boolean): string[] =>
    readdirSync(path.join(root, folder), { recursive, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => path.join(folder, name));
  return [
    ...inFolder("components", true),
    ...inFolder("stacks", false),
    "index.cjs",
    "package-lock.json",
  ].sort();
}
