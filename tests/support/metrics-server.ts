import { once } from "node:events";
import { createServer } from "node:http";
import { portOf } from "../../scripts/local/plane/ports";
import { keyOf, sampleLine, type Series, valueAt } from "./series";

export interface Reply {
  readonly body: string;
  /** Default: `application/json`. */
  readonly contentType?: string;
  /** Default: 200. */
  readonly status?: number;
}

export interface MetricsServer {
  /** `host:port`, for `startPrometheus({ scrape: [target] })`. */
  readonly target: string;
  readonly url: string;
  /**
   * What `/metrics` has from now on, in place of what it had; an empty list empties the page, as it is before the first call. A
   * counter that was there goes on from its value, another one begins at 0.
   */
  show(series: readonly Series[]): void;
  /** What `/json/<name>` answers from now on, to any method. Returns its URL. */
  reply(name: string, reply: Reply): string;
  stop(): Promise<void>;
}

/** A small HTTP server in the test process: a page to scrape, and answers for the controller's `web` provider. */
export async function startMetricsServer(): Promise<MetricsServer> {
  const page = new Page();
  const replies = new Map<string, Reply>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const found = pathname === "/metrics" ? page.reply() : replies.get(pathname);
    const { status = 200, contentType = "application/json", body } = found ?? nothing(pathname);
    response.writeHead(status, { "content-type": contentType }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const target = `127.0.0.1:${portOf(server)}`;
  const url = `http://${target}`;
  return {
    target,
    url,
    show: (series) => page.show(series),
    reply(name, reply) {
      replies.set(`/json/${name}`, reply);
      return `${url}/json/${name}`;
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Series that go on by the clock. */
class Page {
  private series: readonly Series[] = [];
  private values: ReadonlyMap<string, number> = new Map();
  private since = Date.now();

  show(series: readonly Series[]): void {
    this.values = new Map(
      this.series.filter(({ kind }) => kind === "counter").map((one) => [keyOf(one), this.valueOf(one)]),
    );
    this.series = series;
    this.since = Date.now();
  }

  reply(): Reply {
    const body = this.series.map((one) => sampleLine(one, this.valueOf(one))).join("");
    return { body, contentType: "text/plain; version=0.0.4; charset=utf-8" };
  }

  private valueOf(one: Series): number {
    const before = this.values.get(keyOf(one)) ?? 0;
    return before + valueAt(one, (Date.now() - this.since) / 1000);
  }
}

function nothing(pathname: string): Reply {
  return { status: 404, contentType: "text/plain", body: `The test has set no reply for ${pathname}.\n` };
}
