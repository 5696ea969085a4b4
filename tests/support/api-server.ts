import { ApiError, RestClient } from "../../scripts/local/provider/client";
import { apiPath, Discovery } from "../../scripts/local/provider/discovery";
import { loadConnection } from "../../scripts/local/provider/kubeconfig";
import type { Fields } from "../../scripts/local/provider/values";
import type { Manifest } from "../../components/manifests";
import type { Plane } from "../../scripts/local/plane";

export interface Applying {
  /** Field manager. */
  readonly manager: string;
  /** Take fields from other managers, instead of failing on a conflict. */
  readonly force?: boolean;
  /** The server checks and answers, and keeps nothing. */
  readonly dryRun?: boolean;
}

/**
 * A plane's API server, spoken to in plain JSON: the client library knows built-in types, and drops what it does not know, first of
 * all in the schemas of CRDs.
 */
export class ApiServer {
  private readonly client: RestClient;
  private readonly discovery: Discovery;

  constructor({ kubeconfig }: Pick<Plane, "kubeconfig">) {
    this.client = new RestClient(loadConnection({ kubeconfig }));
    this.discovery = new Discovery(this.client);
  }

  /** Server-side apply. A field that the kind does not have is an error. */
  async apply(object: Manifest, { manager, force = false, dryRun = false }: Applying): Promise<Fields> {
    const { body } = await this.client.call("PATCH", await this.pathOf(object), {
      body: object,
      contentType: "application/apply-patch+yaml",
      query: {
        fieldManager: manager,
        force: String(force),
        fieldValidation: "Strict",
        ...(dryRun && { dryRun: "All" }),
      },
    });
    return body;
  }

  /** Changes what an object's controller has written of it. */
  async mergeStatus(object: Manifest, status: object): Promise<void> {
    await this.client.call("PATCH", `${await this.pathOf(object)}/status`, {
      body: { status },
      contentType: "application/merge-patch+json",
    });
  }

  /** Undefined where there is none. */
  async get(object: Manifest): Promise<Fields | undefined> {
    try {
      const { body } = await this.client.call("GET", await this.pathOf(object));
      return body;
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    }
  }

  close(): void {
    this.client.close();
  }

  async pathOf({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const { plural, namespaced } = await this.discovery.find(apiVersion, kind);
    const scope = namespaced ? `/namespaces/${String(metadata.namespace)}` : "";
    return `${apiPath(apiVersion)}${scope}/${plural}/${metadata.name}`;
  }

  serves(apiVersion: string, kind: string): Promise<boolean> {
    return this.discovery.has(apiVersion, kind);
  }
}
