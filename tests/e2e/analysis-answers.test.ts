import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { withConditions } from "../../components/analysis/conditions";
import type { MetricProvider } from "../../components/config";
import { projectRoot } from "../../scripts/local/plane/folder";
import { type MetricsServer, startMetricsServer } from "../support/metrics-server";
import { type Prometheus, startPrometheus } from "../support/prometheus";
import { type Environment, sharedEnvironment } from "./support/environment";
import { metricOf, type Outcome, outcomesIn } from "./support/outcome-tables";
import { measureAll } from "./support/try-run";

const NAMESPACE = "analysis-answers";

describe("what docs/analysis.md says that a measurement comes to", function () {
  this.timeout(180_000);
  let env: Environment;
  let app: MetricsServer;
  let prometheus: Prometheus;
  let page: string;

  before(async () => {
    env = await sharedEnvironment();
    app = await startMetricsServer();
    prometheus = await startPrometheus();
    page = await readFile(path.join(projectRoot, "docs", "analysis.md"), "utf8");
    await env.cluster.create("Namespace", NAMESPACE, undefined, {});
  });
  after(async () => {
    await env.cluster.delete("Namespace", NAMESPACE);
    await prometheus.stop();
    await app.stop();
  });

  /** Asks the controller for each cell, and holds what it says against the page. */
  async function holds(
    group: string,
    cells: readonly Outcome[],
    providerOf: (cell: Outcome, index: number) => MetricProvider,
  ): Promise<void> {
    const specs = cells.map((cell, index) => {
      const metric = withConditions(metricOf(cell.keys, providerOf(cell, index)));
      return [`${group}-${String(index)}`, { metrics: [metric] }] as const;
    });
    const runs = await measureAll(env, NAMESPACE, new Map(specs));
    const found = cells.map(({ title }, index) => {
      const [measurement] = runs.get(`${group}-${String(index)}`)?.metrics["measured"]?.measurements ?? [];
      return `${title}: ${measurement?.phase ?? "nothing"}`;
    });
    assert.deepEqual(
      found,
      cells.map(({ title, said }) => `${title}: ${said}`),
    );
  }

  it("is so for every answer of Prometheus", async () => {
    const cells = outcomesIn(page, "Prometheus gives for");
    assert.equal(cells.length, 10 * 5);
    await holds("prometheus", cells, ({ answer }) => ({
      prometheus: { address: prometheus.url, query: answer },
    }));
  });

  it("is so for every answer to a web metric", async () => {
    const cells = outcomesIn(page, "A `web` metric's answer");
    assert.equal(cells.length, 10 * 4);
    await holds("web", cells, ({ answer }, index) => {
      const isStatus = answer === "503";
      const reply = { body: isStatus ? "{}" : answer, ...(isStatus && { status: 503 }) };
      return { web: { url: app.reply(String(index), reply) } };
    });
  });
});
