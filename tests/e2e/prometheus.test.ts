import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers, send } from "../../scripts/local/plane/http";
import { nodeCommand } from "../../scripts/local/plane/typescript";
import { type MetricsServer, startMetricsServer } from "../support/metrics-server";
import { until } from "../support/processes";
import { type Prometheus, startPrometheus } from "../support/prometheus";
import { gauge, histogram, httpRequests, openMetrics } from "../support/series";

/** Rates are extrapolated from samples that come 0.2 s apart, on a machine that is busy. */
function assertNear(actual: number | undefined, expected: number): void {
  assert.ok(Math.abs((actual ?? NaN) - expected) <= expected / 10, `${actual} is not near ${expected}`);
}

describe("the Prometheus server of the tests", function () {
  this.timeout(120_000);
  let app: MetricsServer;
  let prometheus: Prometheus;

  before(async () => {
    app = await startMetricsServer();
    prometheus = await startPrometheus({
      scrape: [app.target],
      blocksFrom: openMetrics(httpRequests(100, 0.03, { job: "past" })),
    });
  });
  after(async () => {
    await prometheus.stop();
    await app.stop();
  });

  async function valueOf(promql: string): Promise<number | undefined> {
    return (await prometheus.query(promql))[0]?.value;
  }

  it("finds the rates of the hour before it was started, now and half an hour later", async () => {
    const rate = `sum by (status) (rate(http_requests_total{job="past"}[5m]))`;
    for (const when of ["", "offset 50m", "offset -29m"]) {
      const found = await prometheus.query(rate.replace("[5m]", `[5m] ${when}`));
      const rates = new Map(found.map(({ labels, value }) => [labels["status"], value]));
      assertNear(rates.get("200"), 97);
      assertNear(rates.get("500"), 3);
    }
  });

  it("scrapes what the test shows, while it has samples of the future", async () => {
    app.show([...httpRequests(100, 0.03, { job: "now" }), gauge("temperature", -1.5)]);
    await sleep(4000);
    assertNear(await valueOf(`rate(http_requests_total{job="now", status="200"}[3s])`), 97);
    assertNear(await valueOf(`rate(http_requests_total{job="now", status="500"}[3s])`), 3);
    assert.equal(await valueOf("temperature"), -1.5);
  });

  it("sees a rate change without a reset of the counter", async () => {
    app.show(httpRequests(100, 0.5, { job: "now" }));
    await sleep(3000);
    assertNear(await valueOf(`rate(http_requests_total{job="now", status="500"}[2s])`), 50);
    assert.equal(await valueOf(`resets(http_requests_total{job="now", status="500"}[30s])`), 0);
  });

  it("computes quantiles of a histogram", async () => {
    const ninety = [
      [0.1, 90],
      [0.5, 9],
      [Infinity, 1],
    ] as const;
    app.show(histogram("duration_seconds", ninety, { job: "now" }));
    await sleep(3000);
    const quantile = (share: number) =>
      valueOf(`histogram_quantile(${share}, rate(duration_seconds_bucket[2s]))`);
    assertNear(await quantile(0.9), 0.1);
    assertNear(await quantile(0.99), 0.5);
    assertNear(await valueOf("rate(duration_seconds_sum[2s]) / rate(duration_seconds_count[2s])"), 0.14);
  });

  it("finds nothing on an empty page, and infinity and NaN where they are", async () => {
    app.show([]);
    await sleep(600);
    assert.deepEqual(await prometheus.query("temperature"), []);
    assert.equal(await valueOf("up"), 1);
    assert.deepEqual(await prometheus.query("scalar(temperature)"), [{ labels: {}, value: NaN }]);
    assert.equal(await valueOf("-1 / vector(0)"), -Infinity);
  });

  it("says why it refuses a query", async () => {
    await assert.rejects(prometheus.query("rate(x)"), /refuses rate\(x\): .*expected type range vector/);
  });
});

describe("the end of the Prometheus server of the tests", function () {
  this.timeout(120_000);

  it("comes with stop, which removes its folder", async () => {
    const server = await startPrometheus();
    const { text } = await send({ url: `${server.url}/api/v1/status/flags` });
    const folder = path.dirname(JSON.parse(text).data["storage.tsdb.path"]);
    assert.ok(existsSync(folder), `${folder} is not there`);
    await server.stop();
    assert.ok(!(await answers({ url: `${server.url}/-/ready` })), "the server lives");
    assert.ok(!existsSync(folder), `${folder} is still there`);
    await server.stop();
  });

  it("comes with the end of the test process, also when that is killed", async () => {
    const temporary = mkdtempSync(path.join(tmpdir(), "killed-"));
    const [node, ...args] = nodeCommand(path.join(__dirname, "support", "prometheus-for-ever.ts"));
    const tests = spawn(node, args, { env: { ...process.env, TMPDIR: temporary } });
    try {
      const [line]: unknown[] = await once(tests.stdout.setEncoding("utf8"), "data");
      const ready = { url: `${String(line).trim()}/-/ready` };
      assert.ok(await answers(ready), "the server does not answer");
      assert.deepEqual(readdirSync(temporary).length, 1);
      tests.kill("SIGKILL");
      await until(() => readdirSync(temporary).length === 0, "its folder is removed");
      assert.ok(!(await answers(ready)), "the server lives");
    } finally {
      tests.kill("SIGKILL");
      rmSync(temporary, { recursive: true, force: true });
    }
  });

  it("comes at once, with the reason, when it cannot start", async () => {
    await assert.rejects(
      startPrometheus({ scrape: ["no/target"] }),
      /Prometheus ended before it was ready:[^]*no\/target/,
    );
    await assert.rejects(startPrometheus({ blocksFrom: "not OpenMetrics" }), /promtool/);
  });
});

describe("the metrics server of the tests", () => {
  let app: MetricsServer;
  before(async () => (app = await startMetricsServer()));
  after(() => app.stop());

  it("answers under /json with what the test has set, as it is", async () => {
    const url = app.reply("health", { body: `{"data": {"ok": true}}` });
    assert.equal(url, `${app.url}/json/health`);
    const good = await fetch(url);
    assert.equal(good.headers.get("content-type"), "application/json");
    assert.deepEqual(await good.json(), { data: { ok: true } });
    app.reply("health", { body: "oops", contentType: "text/html", status: 503 });
    const bad = await fetch(url, { method: "POST", body: "{}" });
    assert.deepEqual(
      [bad.status, bad.headers.get("content-type"), await bad.text()],
      [503, "text/html", "oops"],
    );
  });

  it("says which reply was not set", async () => {
    assert.deepEqual(await send({ url: `${app.url}/json/other` }), {
      status: 404,
      text: "The test has set no reply for /json/other.\n",
    });
  });
});
