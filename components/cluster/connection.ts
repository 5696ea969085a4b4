import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import type { DataObject } from "../config";
import { ClusterError } from "./cluster-error";

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** Undefined where the answer is not JSON. */
  readonly body: unknown;
}

/** Asks the API server for a path, in a form of the answer. */
export type Get = (path: string, accept?: string) => Promise<Answer>;

export interface Connection {
  readonly get: Get;
  /** Merges something into the object at a path. */
  patch(path: string, change: DataObject): Promise<Answer>;
  /** Makes an object in the collection at a path. */
  post(path: string, object: DataObject): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

const FIELD_MANAGER = "pulumi-progressive-delivery";

/**
 * Plain requests with the kubeconfig's credentials: the typed clients cannot be ended by a signal, and build a model of every
 * field of every object.
 */
export async function connect(config: KubeConfig, signal: AbortSignal): Promise<Connection> {
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new ClusterError("The kubeconfig has no cluster.");
  const options: https.RequestOptions = { signal };
  await config.applyToHTTPSOptions(options);
  const { request } = server.startsWith("http:") ? http : https;
  const send = (path: string, more: https.RequestOptions = {}, content?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const read = async (response: http.IncomingMessage): Promise<Answer> => ({
        status: response.statusCode ?? 0,
        body: json(await text(response)),
      });
      const url = `${server.replace(/\/$/, "")}${path}`;
      const sent = request(url, { ...options, ...more }, (response) => read(response).then(resolve, reject));
      sent.once("error", reject);
      sent.end(content);
    });
  const write = (method: string, type: string) => (path: string, content: DataObject) => {
    const headers = { ...options.headers, "content-type": type };
    return send(`${path}?fieldManager=${FIELD_MANAGER}`, { method, headers }, JSON.stringify(content));
  };
  return {
    get: (path, accept) =>
      send(path, accept === undefined ? {} : { headers: { ...options.headers, accept } }),
    patch: write("PATCH", "application/merge-patch+json"),
    post: write("POST", "application/json"),
    remove: (path) => send(path, { method: "DELETE" }),
  };
}

const REQUEST_SECONDS = 10;

/** For waits: each request has its own time, and credentials that may have changed since the last. */
export function reconnecting(config: KubeConfig): () => Promise<Connection> {
  return () => connect(config, AbortSignal.timeout(REQUEST_SECONDS * 1000));
}

function json(content: string): unknown {
  try {
    const body: unknown = JSON.parse(content);
    return body;
  } catch {
    return undefined;
  }
}
