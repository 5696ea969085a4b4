import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { loadAll } from "js-yaml";
import type { Manifest } from "../../components/manifests";
import { resolveTools } from "../../scripts/local/toolchain";
import type { objectDefinitions } from "../../scripts/local/toolchain/object-definitions";
import type { ApiServer } from "./api-server";

export interface Definition extends Manifest {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** The CRDs of cert-manager, or of the Prometheus operator, established. */
export async function installObjectDefinitions(
  server: ApiServer,
  name: keyof typeof objectDefinitions,
): Promise<void> {
  const tools = await resolveTools([name]);
  await establish(server, await readDefinitions([tools[name].path]));
}

export async function readDefinitions(files: readonly string[]): Promise<Definition[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  // Between two separators there may be nothing.
  const documents = texts.flatMap((text) => loadAll(text)).filter((one) => one !== null);
  const definitions: Definition[] = JSON.parse(JSON.stringify(documents));
  return definitions;
}

/** Does nothing where they are there already. */
export async function establish(server: ApiServer, definitions: readonly Definition[]): Promise<void> {
  await Promise.all(definitions.map((one) => server.apply(one, { manager: "definitions" })));
  for (const end = Date.now() + 90_000; ; await sleep(100)) {
    const missing = await notServed(server, definitions);
    if (missing.length === 0) return;
    if (Date.now() > end) throw new Error(`Not served within 30 s: ${missing.join(", ")}`);
  }
}

async function notServed(server: ApiServer, definitions: readonly Definition[]): Promise<string[]> {
  const kinds = definitions.flatMap(({ spec: { group, names, versions } }) =>
    versions
      .filter(({ served }) => served)
      .map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind })),
  );
  const answers = await Promise.all(
    kinds.map(async (one) => ({ ...one, isServed: await server.serves(one.apiVersion, one.kind) })),
  );
  return answers.filter(({ isServed }) => !isServed).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
}
