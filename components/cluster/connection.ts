import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import { ClusterError } from "./cluster-error";

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** Undefined where the answer is not JSON. */
  readonly body: unknown;
}

/** Asks the API server for a path. */
export type Get = (path: string) => Promise<Answer>;

/**
 * Plain requests with the kubeconfig's credentials: the typed clients cannot be ended by a signal, and build a model of every
 * field of every object.
 */
export async function connect(config: KubeConfig, signal: AbortSignal): Promise<Get> {
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new ClusterError("The kubeconfig has no cluster.");
  const options: https.RequestOptions = { signal };
  await config.applyToHTTPSOptions(options);
  const { get } = server.startsWith("http:") ? http : https;
  return (path) =>
    new Promise((resolve, reject) => {
      const read = async (response: http.IncomingMessage): Promise<Answer> => ({
        status: response.statusCode ?? 0,
        body: json(await text(response)),
      });
      const request = get(`${server.replace(/\/$/, "")}${path}`, options, (response) =>
        read(response).then(resolve, reject),
      );
      request.once("error", reject);
    });
}

function json(content: string): unknown {
  try {
    const body: unknown = JSON.parse(content);
    return body;
  } catch {
    return undefined;
  }
}
