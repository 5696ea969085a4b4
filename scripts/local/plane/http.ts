import * as http from "node:http";
import * as https from "node:https";

export interface HttpRequest {
  readonly url: string;
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly token?: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca?: string;
  readonly body?: unknown;
  /** Of the body. Default: `application/json`. */
  readonly contentType?: string;
  readonly timeoutMs?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** One request, one answer. Starts in a few milliseconds, where a Kubernetes client library takes a second to load. */
export function send(request: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = open(request, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    outgoing.setTimeout(request.timeoutMs ?? 5000, () =>
      outgoing.destroy(new Error(`${request.url}: no answer in time`)),
    );
    outgoing.on("error", reject);
    outgoing.end(contentOf(request));
  });
}

/** Whether the address answers with 200. */
export async function answers(request: HttpRequest): Promise<boolean> {
  try {
    return (await send({ timeoutMs: 2000, ...request })).status === 200;
  } catch {
    return false;
  }
}

/**
 * Resolves when a streaming answer (a watch) brings its first bytes, ends, or breaks: something may have changed.
 */
export function firstNews(request: HttpRequest, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = open(request, (response) => {
      response.once("data", finish);
      response.once("end", finish);
      response.once("error", finish);
    });
    function finish(): void {
      signal.removeEventListener("abort", finish);
      outgoing.destroy();
      resolve();
    }
    outgoing.on("error", finish);
    outgoing.end();
    if (signal.aborted) finish();
    else signal.addEventListener("abort", finish);
  });
}

function open(
  request: HttpRequest,
  onResponse: (response: http.IncomingMessage) => void,
): http.ClientRequest {
  const headers: Record<string, string> = { accept: "application/json" };
  if (request.token !== undefined) headers["authorization"] = `Bearer ${request.token}`;
  const content = contentOf(request);
  if (content !== undefined) {
    headers["content-type"] = request.contentType ?? "application/json";
    // Node says it by itself for some methods only: a DELETE would come without its options.
    headers["content-length"] = String(Buffer.byteLength(content));
  }
  const options = { method: request.method ?? "GET", headers, agent: false };
  return request.url.startsWith("https:")
    ? https.request(
        request.url,
        request.ca === undefined ? options : { ...options, ca: request.ca },
        onResponse,
      )
    : http.request(request.url, options, onResponse);
}

function contentOf({ body }: HttpRequest): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}
