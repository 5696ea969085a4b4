import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import { ClusterError } from "./cluster-error";

/** Which cluster: what the stack gives its provider. */
export interface ClusterChoice {
  /** Path or content. Default: the files of KUBECONFIG, then ~/.kube/config, then the cluster in which this runs. */
  readonly kubeconfig?: string | undefined;
  /** Default: the kubeconfig's current context. */
  readonly context?: string | undefined;
}

/** The cluster that `@pulumi/kubernetes` takes for the same choice. Throws a `ClusterError`. */
export async function loadKubeConfig({ kubeconfig, context }: ClusterChoice): Promise<KubeConfig> {
  const config = await readSources(kubeconfig ?? (process.env["KUBECONFIG"] || undefined));
  const name = context ?? config.getCurrentContext();
  if (!name) throw new ClusterError("The kubeconfig names no current context.");
  if (!config.getContexts().some((known) => known.name === name))
    throw new ClusterError(`The kubeconfig has no context ${JSON.stringify(name)}.`);
  config.setCurrentContext(name);
  if (!config.getCurrentCluster()?.server)
    throw new ClusterError(`The kubeconfig has no server for the context ${JSON.stringify(name)}.`);
  return config;
}

async function readSources(named: string | undefined): Promise<KubeConfig> {
  // A second of CPU and 70 MB: only where a cluster is read.
  const { KubeConfig: Config } = await import("@kubernetes/client-node");
  const read = (load: (config: KubeConfig) => void): KubeConfig => {
    const config = new Config();
    try {
      load(config);
    } catch {
      // The parser's own words show the line of the mistake, and a kubeconfig is full of secrets.
      throw new ClusterError(
        "The kubeconfig cannot be read: it is not YAML with clusters, users and contexts.",
      );
    }
    return config;
  };
  if (named !== undefined && isContent(named))
    return merge(new Config(), [read((config) => config.loadFromString(named))]);
  const files = filesOf(named).filter((file) => existsSync(file));
  if (files.length > 0)
    return merge(
      new Config(),
      files.map((file) => read((config) => config.loadFromFile(file))),
    );
  if (named !== undefined)
    throw new ClusterError("The kubeconfig is neither a file that is there nor the content of one.");
  if (process.env["KUBERNETES_SERVICE_HOST"]) return read((config) => config.loadFromCluster());
  throw new ClusterError("There is no kubeconfig.");
}

function isContent(text: string): boolean {
  return text.includes("\n") || text.trimStart().startsWith("{");
}

function filesOf(named: string = path.join("~", ".kube", "config")): string[] {
  const files = named.split(path.delimiter).filter((file) => file !== "");
  return files.map((file) => file.replace(/^~(?=$|[\\/])/, homedir()));
}

/** As kubectl reads several files: of two that have the same name the first counts. */
function merge(target: KubeConfig, sources: readonly KubeConfig[]): KubeConfig {
  target.loadFromOptions({
    // Without TLS there is nothing to verify; the client refuses plain HTTP unless that is said.
    clusters: sources
      .flatMap((source) => source.getClusters())
      .map((cluster) => (cluster.server.startsWith("http:") ? { ...cluster, skipTLSVerify: true } : cluster)),
    users: sources.flatMap((source) => source.getUsers()),
    contexts: sources.flatMap((source) => source.getContexts()),
    currentContext: sources.map((source) => source.getCurrentContext()).find((name) => name),
  });
  return target;
}
