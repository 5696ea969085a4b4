import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { fieldsAt, isFields, type Fields } from "./values";

/** Which cluster to talk to. */
export interface KubeconfigOptions {
  /** Content, or a path; default: the files of KUBECONFIG, then ~/.kube/config. */
  kubeconfig?: string | undefined;
  context?: string | undefined;
  cluster?: string | undefined;
}

/** How to reach an API server. */
export interface Connection {
  server: URL;
  namespace: string | undefined;
  ca?: Buffer;
  cert?: Buffer;
  key?: Buffer;
  insecure: boolean;
  authorization?: string;
  /** The user's entry asks for a login plugin; the text that says which. */
  plugin?: string;
}

/** Reads the connection that the options name. Throws with the file, the name and the way out. */
export function loadConnection(options: KubeconfigOptions, env: NodeJS.ProcessEnv = process.env): Connection {
  const sources = readSources(options.kubeconfig, env);
  const find = (list: string, name: string): Found | undefined => findNamed(sources, list, name);
  const contextName = options.context ?? firstString(sources, "current-context");
  if (contextName === undefined)
    throw new Error(
      "No Kubernetes cluster is configured: there is no kubeconfig, or it names no current-context.",
    );
  const context = find("contexts", contextName);
  if (context === undefined) throw new Error(`The kubeconfig has no context ${JSON.stringify(contextName)}.`);
  const clusterName = options.cluster ?? text(context.value["cluster"]) ?? "";
  const cluster = find("clusters", clusterName);
  const server = text(cluster?.value["server"]);
  if (cluster === undefined || server === undefined) {
    throw new Error(
      `The kubeconfig has no server for the cluster ${JSON.stringify(clusterName)} of the context ${JSON.stringify(contextName)}.`,
    );
  }
  const user = find("users", text(context.value["user"]) ?? "");
  return {
    server: new URL(server),
    namespace: text(context.value["namespace"]),
    insecure: cluster.value["insecure-skip-tls-verify"] === true,
    ...optional("ca", bytes(cluster, "certificate-authority")),
    ...(user === undefined ? {} : credentials(user)),
  };
}

interface Source {
  folder: string;
  content: Fields;
}

interface Found {
  folder: string;
  value: Fields;
}

function readSources(kubeconfig: string | undefined, env: NodeJS.ProcessEnv): Source[] {
  if (kubeconfig !== undefined && kubeconfig.trim() !== "") {
    const isContent = kubeconfig.includes("\n") || kubeconfig.trimStart().startsWith("{");
    return isContent
      ? [{ folder: process.cwd(), content: parseConfig(kubeconfig) }]
      : [readSource(expand(kubeconfig))];
  }
  const named = (env["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  if (named.length === 0) return existing(join(homedir(), ".kube", "config"));
  return named.flatMap((path) => existing(expand(path)));
}

/** Files of KUBECONFIG may be missing, as for kubectl. */
function existing(path: string): Source[] {
  try {
    return [readSource(path)];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function readSource(path: string): Source {
  return { folder: dirname(resolve(path)), content: parseConfig(readFileSync(path, "utf8")) };
}

function parseConfig(content: string): Fields {
  const config: unknown = parse(content);
  if (!isFields(config))
    throw new Error("The kubeconfig is neither a path to a file nor YAML with clusters, users and contexts.");
  return config;
}

function expand(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

function findNamed(sources: readonly Source[], list: string, name: string): Found | undefined {
  for (const { folder, content } of sources) {
    const entries = content[list];
    const entry: unknown = Array.isArray(entries)
      ? entries.find((item) => isFields(item) && item["name"] === name)
      : undefined;
    if (isFields(entry)) return { folder, value: fieldsAt(entry, list.slice(0, -1)) };
  }
  return undefined;
}

function firstString(sources: readonly Source[], key: string): string | undefined {
  return sources.map(({ content }) => text(content[key])).find((value) => value !== undefined);
}

function credentials(user: Found): Pick<Connection, "cert" | "key" | "authorization" | "plugin"> {
  const { value, folder } = user;
  const [token, tokenFile, username, password] = ["token", "tokenFile", "username", "password"].map((key) =>
    text(value[key]),
  );
  const bearer =
    token ?? (tokenFile === undefined ? undefined : readFileSync(resolve(folder, tokenFile), "utf8").trim());
  const basic =
    username === undefined ? undefined : Buffer.from(`${username}:${password ?? ""}`).toString("base64");
  const plugin = ["exec", "auth-provider"].find((key) => isFields(value[key]));
  return {
    ...optional("cert", bytes(user, "client-certificate")),
    ...optional("key", bytes(user, "client-key")),
    ...optional("authorization", bearer !== undefined ? `Bearer ${bearer}` : basic && `Basic ${basic}`),
    ...optional("plugin", plugin),
  };
}

/** `<key>-data` holds the bytes, or `<key>` the path of a file with them. */
function bytes({ value, folder }: Found, key: string): Buffer | undefined {
  const data = text(value[`${key}-data`]);
  if (data !== undefined) return Buffer.from(data, "base64");
  const path = text(value[key]);
  return path === undefined ? undefined : readFileSync(resolve(folder, path));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
