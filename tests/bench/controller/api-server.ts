import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { loadAll } from "js-yaml";
import { readFile } from "node:fs/promises";
import { type DataObject, isDataObject } from "../../../components/config";
import {
  apiRequest,
  ensureCredentials,
  serverUrl,
  writeKubeconfig,
} from "../../../scripts/local/plane/credentials";
import { planeFolder } from "../../../scripts/local/plane/folder";
import { answers } from "../../../scripts/local/plane/http";
import { launch } from "../../../scripts/local/plane/launch";
import { type Part, type PartContext, type PlaneTool, planeTools } from "../../../scripts/local/plane/part";
import { parts } from "../../../scripts/local/plane/parts";
import { choosePorts } from "../../../scripts/local/plane/ports";
import { stopProcesses } from "../../../scripts/local/plane/stop";
import { resolveTools } from "../../../scripts/local/toolchain";
import { Api } from "./api";

/** etcd and an API server alone: nothing else of a cluster matters to what the controller holds. */
export interface ApiServer {
  readonly api: Api;
  readonly kubeconfig: string;
  readonly logs: string;
  stop(): Promise<void>;
}

const used = new Set(["etcd", "kube-apiserver"]);

export async function findTools(): Promise<Record<PlaneTool, string>> {
  const resolved = await resolveTools(planeTools, { log: console.error });
  const entries = planeTools.map((name) => [name, resolved[name].path] as const);
  return Object.fromEntries(entries) as Record<PlaneTool, string>;
}

export async function startApiServer(dir: string, tools: Record<PlaneTool, string>): Promise<ApiServer> {
  const folder = planeFolder(dir);
  const stop = async (): Promise<void> => {
    await stopProcesses(folder, () => undefined);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const api = await bringUp({ folder, tools, ports: await choosePorts(folder) });
    const close = async (): Promise<void> => {
      api.close();
      await stop();
    };
    return { api, kubeconfig: folder.kubeconfig, logs: folder.logs, stop: close };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(context: PartContext): Promise<Api> {
  const { folder, ports } = context;
  ensureCredentials(folder);
  for (const part of parts.filter(({ name }) => used.has(name))) {
    const { child } = await launch(folder, {
      name: part.name,
      command: part.command(context),
      cwd: folder.data,
    });
    child.unref();
    await until(async () => isHealthy(part, context), `${part.name} answers`);
  }
  writeKubeconfig(folder, ports);
  const { token = "", ca = "" } = apiRequest(folder, ports, "/");
  const api = new Api({ server: serverUrl(ports), token, ca });
  await until(() => exists(api, "/api/v1/namespaces/default"), "the default namespace is there");
  return api;
}

/** Its certificate is written only after the start. */
async function isHealthy(part: Part, context: PartContext): Promise<boolean> {
  try {
    return await answers(part.health(context));
  } catch {
    return false;
  }
}

/** The definitions among a file's documents, without their descriptions: the API server starts faster. */
export async function definitionsOf(file: string, kinds?: readonly string[]): Promise<Definition[]> {
  const documents = loadAll(await readFile(file, "utf8")).filter(isDefinition);
  const wanted = documents.filter(({ spec }) => kinds?.includes(spec.names.kind) ?? true);
  return wanted.map((definition) => JSON.parse(JSON.stringify(definition, withoutDescription)) as Definition);
}

function withoutDescription(key: string, value: unknown): unknown {
  return key === "description" && typeof value === "string" ? undefined : value;
}

/** Creates definitions, and waits until their kinds are served. */
export async function applyDefinitions(api: Api, definitions: readonly Definition[]): Promise<void> {
  for (const definition of definitions)
    await api.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
  for (const { spec } of definitions) {
    const [version] = spec.versions.filter(({ served }) => served);
    const path = `/apis/${spec.group}/${String(version?.name)}/${spec.names.plural}`;
    await until(() => exists(api, path), `${path} is served`);
  }
}

export interface Definition extends DataObject {
  readonly spec: DataObject & {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

function isDefinition(value: unknown): value is Definition {
  return isDataObject(value) && value["kind"] === "CustomResourceDefinition";
}

function exists(api: Api, path: string): Promise<boolean> {
  return api.get(path).then(
    () => true,
    () => false,
  );
}

export async function until(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  seconds = 60,
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) if (await isSo()) return;
  throw new Error(`Not seen within ${String(seconds)} s: ${what}`);
}
