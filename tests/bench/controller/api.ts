import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { type DataObject, isDataObject } from "../../../components/config";

export interface Credentials {
  readonly server: string;
  readonly token: string;
  readonly ca: string;
}

export interface WatchEvent {
  readonly type: string;
  readonly object: DataObject;
}

/** How many requests are under way at once. */
const PARALLEL = 24;

/** Plain requests to an API server over connections that stay open, since a bench makes some hundred thousand. */
export class Api {
  private readonly agent = new https.Agent({ keepAlive: true, maxSockets: PARALLEL });
  private readonly watching = new AbortController();

  constructor(private readonly to: Credentials) {}

  get(path: string): Promise<DataObject> {
    return this.send("GET", path);
  }

  create(path: string, body: DataObject): Promise<DataObject> {
    return this.send("POST", path, body, "application/json");
  }

  patch(path: string, body: DataObject): Promise<DataObject> {
    return this.send("PATCH", path, body, "application/merge-patch+json");
  }

  jsonPatch(path: string, body: readonly DataObject[]): Promise<DataObject> {
    return this.send("PATCH", path, body, "application/json-patch+json");
  }

  /** Removes all objects of a list. */
  removeAll(path: string): Promise<DataObject> {
    return this.send("DELETE", path);
  }

  /** How many objects there are, for the price of one. */
  async count(path: string): Promise<number> {
    const { metadata, items } = await this.get(`${path}${path.includes("?") ? "&" : "?"}limit=1`);
    const rest = isDataObject(metadata) ? Number(metadata["remainingItemCount"] ?? 0) : 0;
    return (Array.isArray(items) ? items.length : 0) + rest;
  }

  /** Tells of every object there is and of every change, until the client is closed. */
  watch(path: string, tell: (event: WatchEvent) => void): void {
    const separator = path.includes("?") ? "&" : "?";
    const again = async (): Promise<void> => {
      while (!this.watching.signal.aborted) {
        await this.stream(`${path}${separator}watch=true`, tell).catch(() => undefined);
        await sleep(200);
      }
    };
    void again();
  }

  close(): void {
    this.watching.abort();
    this.agent.destroy();
  }

  private async send(method: string, path: string, body?: unknown, type?: string): Promise<DataObject> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { status, text: answer } = await this.exchange(method, path, text, type);
    if (status >= 300) throw new Error(`${method} ${path}: ${String(status)} ${answer.slice(0, 500)}`);
    const value: unknown = JSON.parse(answer);
    return isDataObject(value) ? value : {};
  }

  private exchange(
    method: string,
    path: string,
    body: string | undefined,
    type = "application/json",
  ): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const { server, token, ca } = this.to;
      const headers = { authorization: `Bearer ${token}`, "content-type": type };
      const request = https.request(server + path, { method, headers, ca, agent: this.agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  private stream(path: string, tell: (event: WatchEvent) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const { server, token, ca } = this.to;
      const headers = { authorization: `Bearer ${token}` };
      const { signal } = this.watching;
      const request = https.get(server + path, { headers, ca, agent: false, signal }, (response) => {
        let rest = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          const lines = chunk.split("\n");
          lines[0] = rest + (lines[0] ?? "");
          rest = lines.pop() ?? "";
          for (const line of lines) tell(eventOf(line));
        });
        response.on("error", reject);
        response.on("end", resolve);
      });
      request.on("error", reject);
    });
  }
}

function eventOf(line: string): WatchEvent {
  const event: unknown = JSON.parse(line);
  if (!isDataObject(event) || !isDataObject(event["object"])) throw new Error(`No event: ${line}`);
  return { type: String(event["type"]), object: event["object"] };
}

/** Works through the items, `PARALLEL` at a time. */
export async function forEach<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
