import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** What a server answers for a path with its query; undefined: nothing, ever. */
export type Answers = (
  path: string,
  method: string,
  accept: string | undefined,
) => { status?: number; body: object | string } | undefined;

/** What a request wants to change. */
export interface Change {
  readonly path: string;
  readonly type: string | undefined;
  readonly content: unknown;
}

/** A server that knows nothing but the answers of a test. */
export class ApiServer {
  private constructor(
    private readonly server: Server,
    readonly address: string,
    /** Paths with their queries. */
    readonly asked: readonly string[],
    readonly changes: readonly Change[],
  ) {}

  static async start(answers: Answers): Promise<ApiServer> {
    const asked: string[] = [];
    const changes: Change[] = [];
    const server = createServer(async (request, response) => {
      const { url: path = "", method = "" } = request;
      asked.push(path);
      const content = await text(request);
      if (content !== "")
        changes.push({ path, type: request.headers["content-type"], content: JSON.parse(content) });
      const answer = answers(path, method, request.headers.accept);
      if (answer === undefined) return;
      const { status = 200, body } = answer;
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return new ApiServer(server, `http://127.0.0.1:${String(address.port)}`, asked, changes);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The content of a kubeconfig with one context, as JSON, which is YAML too. */
export function kubeconfigOf(server: string, name = "plane", user: object = { token: "t" }): string {
  return JSON.stringify({
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user }],
  });
}
