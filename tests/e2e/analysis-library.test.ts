import assert from "node:assert/strict";
import { libraryTemplates, renderClusterAnalysisTemplates } from "../../components/analysis";
import { analysisLibrary, libraryDialects, libraryKinds } from "../../components/config";
import { promqlMistake } from "../../components/config/promql";
import type { Manifest } from "../../components/manifests";
import { type Case, cases, librarySeries, podArgs, speakers } from "../support/library-cases";
import { type MetricsServer, startMetricsServer } from "../support/metrics-server";
import { type Prometheus, startPrometheus } from "../support/prometheus";
import { openMetrics } from "../support/series";
import type { Run } from "./support/analysis-run";
import { type Environment, sharedEnvironment } from "./support/environment";
import { measureAll } from "./support/try-run";

const NAMESPACE = "analysis-library";
type Values = Readonly<Record<string, string>>;

/** One look, at once. */
const once: Values = {
  interval: "1s",
  count: "1",
  "initial-delay": "0s",
  "failure-limit": "0",
  "inconclusive-limit": "0",
};
const ofRequests = libraryKinds.slice(0, 5);
const ofPods = ["cpu-saturation", "memory-saturation", "restarts"];

/** Each template that asks Prometheus, with what its user says of a service. */
function queried(all: readonly Manifest[]): { template: Manifest; args(name: string): Values }[] {
  const named = (name: string) => all.filter(({ metadata }) => metadata.name === name);
  const prefixes: Values = {
    http: "",
    istio: "istio-",
    envoyGateway: "envoy-gateway-",
    nginx: "nginx-",
    linkerd: "linkerd-",
    openTelemetry: "otel-",
  };
  const spoken = Object.entries(speakers).flatMap(([dialect, { args }]) =>
    ofRequests.flatMap((kind) =>
      named(`${prefixes[dialect] ?? ""}${kind}`).map((template) => ({ template, args })),
    ),
  );
  return [
    ...spoken,
    ...ofPods.flatMap((kind) => named(kind).map((template) => ({ template, args: podArgs }))),
  ];
}

describe("the library of templates on a real Prometheus", function () {
  this.timeout(300_000);
  let env: Environment;
  let app: MetricsServer;
  let prometheus: Prometheus;
  let templates: readonly Manifest[];

  before(async () => {
    env = await sharedEnvironment();
    app = await startMetricsServer();
    prometheus = await startPrometheus({ blocksFrom: openMetrics(librarySeries()) });
    const wanted = analysisLibrary.parse({ prometheus: prometheus.url, dialects: libraryDialects });
    templates = renderClusterAnalysisTemplates(libraryTemplates(wanted));
    await env.cluster.create("Namespace", NAMESPACE, undefined, {});
  });
  after(async () => {
    await env.cluster.delete("Namespace", NAMESPACE);
    await prometheus.stop();
    await app.stop();
  });

  /** The template's own spec, as the controller makes a run of it. */
  function specOf({ spec }: Manifest, values: Values) {
    const { metrics, args } = Object(spec);
    return {
      metrics,
      args: args.map(({ name, value }: { name: string; value?: string }) => ({
        name,
        value: values[name] ?? value,
      })),
    };
  }

  async function verdicts(
    group: string,
    asked: ReadonlyMap<string, { template: Manifest; values: Values }>,
  ): Promise<Map<string, Run>> {
    const specs = [...asked].map(
      ([name, { template, values }]) => [`${group}-${name}`, specOf(template, values)] as const,
    );
    return measureAll(env, NAMESPACE, new Map(specs));
  }

  it("has queries that can be read, whatever their arguments", () => {
    const all = templates.flatMap(({ spec }) => Object(spec).metrics);
    const queries = all.flatMap(({ provider }) => provider.prometheus?.query ?? []);
    assert.equal(queries.length, 6 * 5 + 3);
    for (const query of queries) assert.equal(promqlMistake(query), undefined, query);
  });

  for (const [onNoData, without] of [
    ["fail", "Failed"],
    ["pass", "Successful"],
    ["inconclusive", "Inconclusive"],
  ] as const) {
    it(`passes, fails, and without data goes by onNoData: ${onNoData}`, async () => {
      const expected: Readonly<Record<Case, string>> = { pass: "Successful", fail: "Failed", none: without };
      // The first two do not depend on it.
      const looked = onNoData === "fail" ? cases : (["none"] as const);
      const asked = queried(templates).flatMap(({ template, args }) =>
        looked.map((one) => {
          const values = { ...once, ...args(one), "on-no-data": onNoData };
          return [`${template.metadata.name}-${one}`, { template, values }] as const;
        }),
      );
      assert.equal(asked.length, 33 * looked.length);
      const runs = await verdicts(onNoData, new Map(asked));
      const wrong = asked.flatMap(([name]) => {
        const run = runs.get(`${onNoData}-${name}`);
        const [one] = looked.filter((each) => name.endsWith(`-${each}`));
        return one !== undefined && run?.phase === expected[one] ? [] : [{ name, run }];
      });
      assert.deepEqual(wrong, []);
    });
  }

  it("tells one version from another by its pods", async () => {
    const { template, args } =
      queried(templates).find((one) => one.template.metadata.name === "istio-success-rate") ?? {};
    assert.ok(template && args);
    const values = { ...once, ...args("pass"), "on-no-data": "fail" };
    const runs = await verdicts(
      "pods",
      new Map([
        ["its-own", { template, values: { ...values, "pod-hash": "6b5f8c9d4" } }],
        ["another", { template, values: { ...values, "pod-hash": "7c8d9e0f1" } }],
      ]),
    );
    assert.deepEqual([...runs.values()].map(({ name, phase }) => [name, phase]).sort(), [
      ["pods-another", "Failed"],
      ["pods-its-own", "Successful"],
    ]);
  });

  it("asks services by itself, or from a pod", async () => {
    const named = (name: string) =>
      templates.find(({ metadata }) => metadata.name === name) ?? assert.fail(name);
    const answers = {
      up: app.reply("up", { body: "{}" }),
      down: app.reply("down", { body: "{}", status: 503 }),
    };
    const probe = (name: string, values: Values) => ({
      template: named(name),
      values: { ...once, ...values },
    });
    const url = "http://pay.shop.svc:80";
    const runs = await verdicts(
      "asked",
      new Map([
        ["web-up", probe("web-check", { url: answers.up })],
        ["web-down", probe("web-check", { url: answers.down })],
        ["job-done", probe("job-check", { image: "registry.example/smoke:1", command: "./smoke" })],
        ["job-failing", probe("job-check", { image: "registry.example/smoke:failing", command: "./smoke" })],
        ["job-missing", probe("job-check", { image: "registry.example/smoke:missing", command: "./smoke" })],
        ["http-done", probe("http-probe", { url })],
        ["http-failing", probe("http-probe", { url, "probe-image": "busybox:failing" })],
        ["dns-done", probe("dns-probe", { host: "pay.shop.svc" })],
        ["dns-failing", probe("dns-probe", { host: "nowhere", "probe-image": "busybox:failing" })],
      ]),
    );
    const phases = Object.fromEntries(
      [...runs.values()].map(({ name, phase }) => [name.replace("asked-", ""), phase]),
    );
    assert.deepEqual(phases, {
      "web-up": "Successful",
      // An answer without 2xx is no measurement.
      "web-down": "Error",
      "job-done": "Successful",
      "job-failing": "Failed",
      // Nobody knows what it would have said.
      "job-missing": "Inconclusive",
      "http-done": "Successful",
      "http-failing": "Failed",
      "dns-done": "Successful",
      "dns-failing": "Failed",
    });
  });
});
