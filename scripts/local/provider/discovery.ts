import { ApiError, type Client } from "./client";
import { fieldsAt, isFields, type Fields } from "./values";

/** A kind as the API server serves it. */
export interface Resource {
  plural: string;
  namespaced: boolean;
}

/** The API server does not serve a kind: most often its CRD is not there (yet). */
export class NoMatchError extends Error {
  constructor(apiVersion: string, kind: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}

/** Finds out what the API server calls a kind; asks once per group and version. */
export class Discovery {
  private readonly groups = new Map<string, Promise<Map<string, Resource>>>();
  /** Scope of kinds whose CRD the program has, though the server may not serve it yet. */
  private readonly announced = new Map<string, boolean>();

  constructor(private readonly client: Client) {}

  /** Throws {@link NoMatchError} where the kind is not served. A miss asks the server again: a CRD may have come. */
  async find(apiVersion: string, kind: string): Promise<Resource> {
    const known = this.groups.get(apiVersion);
    const cached = await known?.then((kinds) => kinds.get(kind));
    if (cached !== undefined) return cached;
    const found = (await this.ask(apiVersion)).get(kind);
    if (found === undefined) throw new NoMatchError(apiVersion, kind);
    return found;
  }

  async has(apiVersion: string, kind: string): Promise<boolean> {
    return this.find(apiVersion, kind).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NoMatchError) return false;
        throw error;
      },
    );
  }

  /** Whether objects of the kind have a namespace. Unknown kinds count as namespaced unless a CRD of this run says otherwise. */
  async isNamespaced(apiVersion: string, kind: string): Promise<boolean> {
    try {
      return (await this.find(apiVersion, kind)).namespaced;
    } catch {
      return this.announced.get(`${groupOf(apiVersion)}/${kind}`) ?? true;
    }
  }

  /** Notes a CRD that the program declares, so that objects of its kind have the right scope before it is created. */
  announce(crd: Fields): void {
    const spec = fieldsAt(crd, "spec");
    const kind = fieldsAt(spec, "names")["kind"];
    this.announced.set(`${String(spec["group"])}/${String(kind)}`, spec["scope"] !== "Cluster");
  }

  /** Forgets what was asked, after a CRD came or changed. */
  forget(): void {
    this.groups.clear();
  }

  private ask(apiVersion: string): Promise<Map<string, Resource>> {
    const answer = this.fetch(apiVersion);
    this.groups.set(apiVersion, answer);
    answer.catch(() => this.groups.delete(apiVersion));
    return answer;
  }

  private async fetch(apiVersion: string): Promise<Map<string, Resource>> {
    try {
      const { body } = await this.client.call("GET", apiPath(apiVersion));
      const resources: unknown[] = Array.isArray(body["resources"]) ? body["resources"] : [];
      // A name with a slash is a subresource; it may carry the kind of another (`deployments/scale`).
      const kinds = resources.filter(isFields).filter(({ name }) => !String(name).includes("/"));
      return new Map(
        kinds.map(({ kind, name, namespaced }) => [
          String(kind),
          { plural: String(name), namespaced: namespaced === true },
        ]),
      );
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return new Map();
      throw error;
    }
  }
}

/** Where the API server serves a group and version. */
export function apiPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
