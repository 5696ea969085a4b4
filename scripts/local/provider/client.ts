import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Connection } from "./kubeconfig";
import { isFields, type Fields } from "./values";

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  constructor(
    /** HTTP status. */
    readonly code: number,
    /** `AlreadyExists`, `Conflict`, `NotFound`, ... */
    readonly reason: string,
    message: string,
    readonly details: Fields = {},
  ) {
    super(message);
  }
}

/** The API server did not answer, or nobody said where it is. */
export class UnreachableError extends Error {
  constructor(reason: string, options: ErrorOptions = {}) {
    super(`configured Kubernetes cluster is unreachable: ${reason}`, options);
  }
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Call {
  query?: Record<string, string>;
  body?: unknown;
  /** Default: application/json. */
  contentType?: string;
  signal?: AbortSignal | undefined;
}

/** An answer: its body, and what the server wants the user to know (deprecated versions, unknown fields). */
export interface Answer {
  body: Fields;
  warnings: string[];
}

/** Calls an API server. */
export interface Client {
  call(method: Method, path: string, call?: Call): Promise<Answer>;
  /** Closes idle connections, so that the process can end. */
  close(): void;
}

/** The client of a cluster that cannot be called: a preview goes without, everything else says why. */
export function brokenClient(reason: string): Client {
  return { call: () => Promise.reject(new UnreachableError(reason)), close: () => undefined };
}

const TIMEOUT_MS = 60_000;

/** A REST client of one API server; connections are kept open between calls. */
export class RestClient implements Client {
  private readonly agent: HttpAgent;
  private readonly send: typeof httpRequest;

  constructor(private readonly connection: Connection) {
    const { ca, cert, key, insecure, server } = connection;
    const secure = server.protocol === "https:";
    const tls = {
      rejectUnauthorized: !insecure,
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
    };
    this.agent = secure ? new HttpsAgent({ keepAlive: true, ...tls }) : new HttpAgent({ keepAlive: true });
    this.send = secure ? httpsRequest : httpRequest;
  }

  async call(
    method: Method,
    path: string,
    { query = {}, body, contentType = "application/json", signal }: Call = {},
  ): Promise<Answer> {
    const url = new URL(path, this.connection.server);
    url.search = new URLSearchParams(query).toString();
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const { authorization } = this.connection;
    const headers = {
      accept: "application/json",
      ...(payload !== undefined && {
        "content-type": contentType,
        "content-length": Buffer.byteLength(payload),
      }),
      ...(authorization !== undefined && { authorization }),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(
          signal?.aborted === true
            ? error
            : new UnreachableError(`${method} ${url.origin}: ${error.message}`, { cause: error }),
        );
      };
      const options = { method, headers, agent: this.agent, timeout: TIMEOUT_MS, ...(signal && { signal }) };
      const request = this.send(url, options, (response) => {
        readAnswer(response).then(resolve, reject);
      });
      request.on("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      request.on("error", fail);
      request.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString("utf8");
  const body = parseBody(text);
  const code = response.statusCode ?? 0;
  if (code >= 200 && code < 300) return { body, warnings: readWarnings(response.headers["warning"]) };
  const { reason, message, details } = body;
  throw new ApiError(
    code,
    typeof reason === "string" ? reason : "",
    typeof message === "string"
      ? message
      : `${code} ${response.statusMessage ?? ""} ${text.slice(0, 200)}`.trim(),
    isFields(details) ? details : {},
  );
}

function parseBody(text: string): Fields {
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) ? body : {};
  } catch {
    return {};
  }
}

/** Header `Warning: 299 - "text", 299 - "text"`. */
function readWarnings(header: string | undefined): string[] {
  return [...(header ?? "").matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) =>
    text.replace(/\\(.)/g, "$1"),
  );
}
