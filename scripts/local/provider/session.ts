import { brokenClient, RestClient, UnreachableError, type Client } from "./client";
import { Cluster } from "./cluster";
import type { ProviderConfig } from "./config";
import { Discovery } from "./discovery";
import type { EngineLog } from "./engine-log";
import { messageOf } from "./errors";
import { loadConnection, type Connection } from "./kubeconfig";
import type { Kind } from "./type-token";

/** A configured provider: one cluster, for as long as the process lives. */
export class Session {
  readonly discovery: Discovery;
  private readonly client: Client;

  private constructor(
    readonly config: ProviderConfig,
    readonly log: EngineLog,
    readonly signal: AbortSignal,
    private readonly defaultNamespace: string,
    client: Client,
  ) {
    this.client = client;
    this.discovery = new Discovery(client);
  }

  /** Reads the kubeconfig and does not call the cluster. A kubeconfig that cannot be used fails at the first call. */
  static open(config: ProviderConfig, log: EngineLog, signal: AbortSignal): Session {
    const open = (namespace: string | undefined, client: Client): Session =>
      new Session(config, log, signal, config.namespace ?? namespace ?? "default", client);
    try {
      const connection = usable(loadConnection(config));
      return open(connection.namespace, new RestClient(connection));
    } catch (error) {
      return open(undefined, brokenClient(messageOf(error)));
    }
  }

  /** The cluster as one resource uses it: what the API server warns of is said about that resource. */
  cluster(urn: string): Cluster {
    return new Cluster(this.client, this.discovery, this.signal, (message) => this.log.warning(message, urn));
  }

  /** The namespace of an object that names none, or undefined for a kind that has none. */
  async namespaceFor({ apiVersion, kind }: Kind): Promise<string | undefined> {
    return (await this.discovery.isNamespaced(apiVersion, kind)) ? this.defaultNamespace : undefined;
  }

  /** Why the cluster does not answer, or undefined. */
  async unreachable(): Promise<string | undefined> {
    try {
      await this.client.call("GET", "/version", { signal: this.signal });
      return undefined;
    } catch (error) {
      return error instanceof UnreachableError ? error.message : undefined;
    }
  }

  close(): void {
    this.client.close();
  }
}

function usable(connection: Connection): Connection {
  if (connection.plugin === undefined) return connection;
  throw new Error(
    `The kubeconfig's user logs in by ${connection.plugin}, which is not in the stand-in Kubernetes provider: it knows tokens, certificates and passwords.`,
  );
}
