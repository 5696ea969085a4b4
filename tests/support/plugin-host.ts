import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";

/** A server that has files for a controller, for those who say the word alone. */
export interface PluginHost {
  /** Of a file of that name; of one that is not there the answer is 404. */
  url(name: string): string;
  /** Requests that were answered with a file, by name. */
  readonly served: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** The header that a request has to have. */
export const PASSWORD = { name: "X-Plugin-Password", value: "open-sesame" } as const;

/** Serves files on a free loopback port: name -> path. */
export async function startPluginHost(files: ReadonlyMap<string, string>): Promise<PluginHost> {
  const served = new Map<string, number>();
  const server = createServer((request, response) => {
    void answer(request.url?.slice(1) ?? "", request.headers[PASSWORD.name.toLowerCase()]).then(
      ({ status, body }) => response.writeHead(status).end(body),
    );
  });
  async function answer(name: string, password: unknown): Promise<{ status: number; body?: Buffer }> {
    const file = files.get(name);
    if (password !== PASSWORD.value) return { status: 401 };
    if (file === undefined) return { status: 404 };
    served.set(name, (served.get(name) ?? 0) + 1);
    return { status: 200, body: await readFile(file) };
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: (name) => `http://127.0.0.1:${String(portOf(server))}/${name}`,
    served,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

export async function sha256Of(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
