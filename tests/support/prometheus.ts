import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { answers, send } from "../../scripts/local/plane/http";
import { freePorts } from "../../scripts/local/plane/ports";
import { resolveTools } from "../../scripts/local/toolchain";
import { type GuardedProcess, startGuarded } from "./guarded-process";

const run = promisify(execFile);

export interface PrometheusOptions {
  /** Targets, `host:port`. Their labels win over the server's own, so that a page's `job` is the `job` that a query finds. */
  readonly scrape?: readonly string[];
  /** Samples with timestamps, in OpenMetrics: what the server has of the past, and of the next minutes. See `openMetrics`. */
  readonly blocksFrom?: string;
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Prometheus {
  readonly url: string;
  /** An instant query, now. A scalar is one sample without labels. A query that the server refuses is an error. */
  query(promql: string): Promise<Sample[]>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** The lowest that leaves two shared cores alone; a `rate(x[2s])` has ten samples then. */
const SCRAPE_INTERVAL = "200ms";

/** The server looks at its list of targets once in 5 s, so the first scrape comes that late. */
const START_SECONDS = 60;

/**
 * A real Prometheus server on a free loopback port. It is ready, and has scraped each target once, when this returns. It ends
 * with the test process, however that ends.
 *
 * What 2.42 accepts of made-up samples: blocks may reach into times to come, and a query finds a sample as soon as it is its
 * time. They need no alignment: promtool itself cuts them at full two hours. But a server takes no scraped sample that is older
 * than its newest block: with samples of the future it would store nothing of a scrape, not even `up`, until they are past.
 * `out_of_order_time_window` lifts that, for as far as the window reaches.
 */
export async function startPrometheus({
  scrape = [],
  blocksFrom,
}: PrometheusOptions = {}): Promise<Prometheus> {
  const { prometheus, promtool } = await resolveTools(["prometheus", "promtool"]);
  const folder = await mkdtemp(path.join(tmpdir(), "prometheus-"));
  try {
    const config = path.join(folder, "prometheus.yml");
    await writeFile(config, JSON.stringify(configFor(scrape)));
    if (blocksFrom !== undefined) await backfill(promtool.path, folder, blocksFrom);
    return await start(prometheus.path, folder, scrape.length);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** JSON is YAML. */
function configFor(targets: readonly string[]): object {
  return {
    global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: SCRAPE_INTERVAL },
    storage: { tsdb: { out_of_order_time_window: "1d" } },
    scrape_configs: [{ job_name: "test", honor_labels: true, static_configs: [{ targets }] }],
  };
}

async function backfill(promtool: string, folder: string, samples: string): Promise<void> {
  const file = path.join(folder, "samples.txt");
  await writeFile(file, samples);
  await run(promtool, ["tsdb", "create-blocks-from", "openmetrics", file, dataOf(folder)]);
}

function dataOf(folder: string): string {
  return path.join(folder, "data");
}

async function start(program: string, folder: string, targets: number): Promise<Prometheus> {
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const url = `http://${address}`;
  const guarded = startGuarded(folder, [
    program,
    `--config.file=${path.join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${dataOf(folder)}`,
    `--web.listen-address=${address}`,
  ]);
  const query = (promql: string) => ask(url, promql);
  try {
    await until(guarded, "ready", () => answers({ url: `${url}/-/ready` }));
    await until(guarded, "done with its first scrapes", async () => (await query("up")).length >= targets);
  } catch (error) {
    await guarded.stop();
    throw error;
  }
  return { url, query, stop: () => guarded.stop() };
}

async function until(server: GuardedProcess, state: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + START_SECONDS * 1000; !(await isSo()); await sleep(50)) {
    if (server.hasEnded()) throw new Error(`Prometheus ended before it was ${state}:\n${server.log()}`);
    if (Date.now() > end)
      throw new Error(`Prometheus is not ${state} within ${START_SECONDS} s:\n${server.log()}`);
  }
}

const point = z.tuple([z.number(), z.string()]);
const vector = z.array(z.object({ metric: z.record(z.string(), z.string()), value: point }));
const answer = z.union([
  z.object({ status: z.literal("error"), error: z.string() }),
  z.object({
    status: z.literal("success"),
    data: z.discriminatedUnion("resultType", [
      z.object({ resultType: z.literal("vector"), result: vector }),
      z.object({ resultType: z.literal("scalar"), result: point }),
    ]),
  }),
]);

async function ask(url: string, promql: string): Promise<Sample[]> {
  const { text } = await send({ url: `${url}/api/v1/query?query=${encodeURIComponent(promql)}` });
  const said = answer.parse(JSON.parse(text));
  if (said.status === "error") throw new Error(`Prometheus refuses ${promql}: ${said.error}`);
  const { data } = said;
  if (data.resultType === "scalar") return [{ labels: {}, value: numberOf(data.result) }];
  return data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value) }));
}

/** `+Inf` is Go's way to write infinity. */
function numberOf([, text]: z.infer<typeof point>): number {
  return Number(text.replace("Inf", "Infinity"));
}
