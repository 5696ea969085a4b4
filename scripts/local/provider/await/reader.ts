/** Names one live object. `uid`, where known, tells the object from a later one of the same name. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string | undefined;
  uid?: string | undefined;
}

/** What the API server keeps about every object; other fields pass through untouched. */
export interface ObjectMeta {
  name?: string;
  namespace?: string;
  uid?: string;
  generation?: number;
  resourceVersion?: string;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  [field: string]: unknown;
}

/** A Kubernetes object of any kind, as JSON. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** Which objects to list. Without a namespace: all namespaces, or a kind that has none. */
export interface ListQuery {
  apiVersion: string;
  kind: string;
  namespace?: string | undefined;
  labelSelector?: string | undefined;
}

/**
 * How the waits see the cluster: they read, they never write. An error of which a retry may get over says so by its `code` (or
 * its cause's): `ECONNREFUSED` and the like, or an HTTP status of 429 or 5xx.
 */
export interface Reader {
  /** The live object, or undefined when it does not exist (404) or its kind is not served. Other failures reject. */
  get(ref: ObjectRef): Promise<KubeObject | undefined>;
  /** The live objects; each has its apiVersion and kind. */
  list(query: ListQuery): Promise<KubeObject[]>;
}

/** The reference to a live object. */
export function refOf(object: KubeObject): ObjectRef {
  const { name = "", namespace, uid } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name, namespace, uid };
}
