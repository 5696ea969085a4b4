import type { KubeObject, ListQuery, ObjectRef, Reader } from "./await";
import { ApiError, type Answer, type Call, type Client, type Method } from "./client";
import { apiPath, NoMatchError, type Discovery } from "./discovery";
import { fieldsAt, isFields, type Fields } from "./values";

/** What every write says. */
export interface WriteOptions {
  fieldManager?: string;
  /** The server checks and answers, and keeps nothing. */
  dryRun?: boolean;
  force?: boolean;
}

/** The objects of one cluster. Warnings of the server go to `warn`. */
export class Cluster implements Reader {
  constructor(
    private readonly client: Client,
    private readonly discovery: Discovery,
    private readonly signal: AbortSignal,
    private readonly warn: (message: string) => void = () => undefined,
  ) {}

  /** Undefined also where the kind is not served (any more): then it has no objects. */
  async get(ref: ObjectRef): Promise<KubeObject | undefined> {
    try {
      return await this.call("GET", await this.path(ref));
    } catch (error) {
      if (error instanceof NoMatchError || (error instanceof ApiError && error.code === 404))
        return undefined;
      throw error;
    }
  }

  async list({ apiVersion, kind, namespace, labelSelector }: ListQuery): Promise<KubeObject[]> {
    const query = labelSelector === undefined ? {} : { labelSelector };
    const { body } = await this.send("GET", await this.collection(apiVersion, kind, namespace), { query });
    const items: unknown[] = Array.isArray(body["items"]) ? body["items"] : [];
    return items.filter(isFields).map((item) => toObject({ apiVersion, kind, ...item }));
  }

  async create(object: KubeObject, options: WriteOptions): Promise<KubeObject> {
    const { apiVersion, kind, metadata } = object;
    return this.call("POST", await this.collection(apiVersion, kind, metadata.namespace), {
      body: object,
      query: toQuery(options),
    });
  }

  /** Server-side apply. */
  async apply(object: KubeObject, options: WriteOptions): Promise<KubeObject> {
    const contentType = "application/apply-patch+yaml";
    return this.call("PATCH", await this.path(toRef(object)), {
      body: object,
      contentType,
      query: toQuery(options),
    });
  }

  async replace(object: KubeObject, options: WriteOptions): Promise<KubeObject> {
    return this.call("PUT", await this.path(toRef(object)), { body: object, query: toQuery(options) });
  }

  async patchJson(ref: ObjectRef, operations: Fields[]): Promise<KubeObject> {
    return this.call("PATCH", await this.path(ref), {
      body: operations,
      contentType: "application/json-patch+json",
    });
  }

  /** Starts the deletion; returns the uid of what is being deleted, so that a successor of the name is not taken for it. */
  async delete(ref: ObjectRef, propagationPolicy: string): Promise<string | undefined> {
    const options = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy };
    const { body } = await this.send("DELETE", await this.path(ref), { body: options });
    // The answer is the object where it stays for now, and a Status that names it where it is gone.
    const uid = fieldsAt(body, "metadata")["uid"] ?? fieldsAt(body, "details")["uid"];
    return typeof uid === "string" ? uid : undefined;
  }

  private async path(ref: ObjectRef): Promise<string> {
    return `${await this.collection(ref.apiVersion, ref.kind, ref.namespace)}/${encodeURIComponent(ref.name)}`;
  }

  private async collection(apiVersion: string, kind: string, namespace: string | undefined): Promise<string> {
    const { plural, namespaced } = await this.discovery.find(apiVersion, kind);
    const scope = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    return `${apiPath(apiVersion)}${scope}/${plural}`;
  }

  private async call(method: Method, path: string, call: Call = {}): Promise<KubeObject> {
    const { body } = await this.send(method, path, call);
    return toObject(body);
  }

  /** A write that is on its way is seen through: broken off, it might leave an object that the state does not know. */
  private async send(method: Method, path: string, call: Call): Promise<Answer> {
    this.signal.throwIfAborted();
    const cancelled = method === "GET" ? this.signal : undefined;
    const answer = await this.client.call(method, path, { ...call, signal: cancelled });
    answer.warnings.forEach(this.warn);
    return answer;
  }
}

/** Reads an object; what is not there is empty. */
export function toObject(fields: Fields): KubeObject {
  const { apiVersion, kind, metadata } = fields;
  return {
    ...fields,
    apiVersion: typeof apiVersion === "string" ? apiVersion : "",
    kind: typeof kind === "string" ? kind : "",
    metadata: isFields(metadata) ? metadata : {},
  };
}

/** Names an object by what a program says of it. */
export function toRef({ apiVersion, kind, metadata }: KubeObject): ObjectRef {
  return { apiVersion, kind, name: metadata.name ?? "", namespace: metadata.namespace };
}

function toQuery({ fieldManager, dryRun, force }: WriteOptions): Record<string, string> {
  return {
    ...(fieldManager !== undefined && { fieldManager }),
    ...(dryRun === true && { dryRun: "All" }),
    ...(force !== undefined && { force: String(force) }),
  };
}
