import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { type DataObject, isDataObject } from "../../components/config";
import { projectRoot } from "../../scripts/local/plane/folder";
import { type MetricsServer, startMetricsServer } from "../support/metrics-server";
import { type Prometheus, startPrometheus } from "../support/prometheus";
import { httpRequests } from "../support/series";
import { runsIn } from "./support/analysis-run";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import { releaseOf } from "./support/release";
import type { Stack } from "./support/stack";

/** Instead of the library's minutes. */
const quick = {
  ...{ interval: "1s", count: "3", "initial-delay": "1s", window: "4s" },
  ...{ "failure-limit": "0", "inconclusive-limit": "0" },
};
const args = (values: Readonly<Record<string, string>>) =>
  Object.entries({ ...quick, ...values }).map(([name, value]) => ({ name, value }));
/** The share of successful requests of a service, as the library measures it. */
const successRate = (service: string, others: Readonly<Record<string, string>> = {}) => ({
  templates: [{ templateName: "success-rate" }],
  args: args({ "service-name": service, ...others }),
});
const judged = (service: string, others?: Readonly<Record<string, string>>) => [
  { setWeight: 50 },
  { analysis: successRate(service, others) },
];

/** Each with two pods; what its metrics say is decided between the versions. */
const canaries: Readonly<Record<string, DataObject>> = {
  good: {
    steps: [
      { setWeight: 50 },
      {
        analysis: {
          ...successRate("good"),
          args: [
            ...args({ "service-name": "good" }),
            { name: "pod-hash", valueFrom: { podTemplateHashValue: "Latest" } },
          ],
        },
      },
    ],
  },
  bad: { steps: judged("bad") },
  "silent-fail": { steps: judged("nobody", { "on-no-data": "fail" }) },
  "silent-pass": { steps: judged("nobody", { "on-no-data": "pass" }) },
  "silent-inconclusive": { steps: judged("nobody", { "on-no-data": "inconclusive" }) },
  watched: {
    analysis: {
      templates: [{ templateName: "watch" }],
      args: [{ name: "service-name", value: "watched" }],
      startingStep: 2,
    },
    steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: {} }],
  },
  compared: {
    steps: [
      {
        experiment: {
          templates: [
            { name: "baseline", specRef: "stable" },
            { name: "canary", specRef: "canary" },
          ],
          analyses: [
            {
              name: "success-rate",
              templateName: "success-rate",
              requiredForCompletion: true,
              args: args({ "service-name": "compared", "pod-hash": ".*" }),
            },
          ],
        },
      },
    ],
  },
};
/** A template's argument from a Secret that the service brings along, and one from a field of its Rollout. */
const knocking = {
  canary: {
    steps: [
      {
        analysis: {
          templates: [{ templateName: "knock" }],
          args: [{ name: "who", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } }],
        },
      },
    ],
  },
};
const key: DataObject = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "door" },
  stringData: { key: "s3cret" },
};
const gates: Readonly<Record<string, string>> = { observed: "observe", warned: "warn" };
const blueGreens: Readonly<Record<string, DataObject>> = {
  "before-switch": { prePromotionAnalysis: successRate("bad") },
  "after-switch": { postPromotionAnalysis: successRate("bad", { "initial-delay": "4s" }) },
};
const names = [
  "knocking",
  ...Object.keys(canaries),
  ...Object.keys(gates),
  ...Object.keys(blueGreens),
  "guide",
];

function services(tag: string): Record<string, DataObject> {
  const service = (rollout: DataObject) => ({
    image: image(tag),
    replicaCount: 2,
    rollout: { enabled: true, ...rollout },
  });
  return {
    ...mapped(canaries, (canary) => service({ canary })),
    ...mapped(gates, (gate) =>
      service({ canary: { steps: judged("bad") }, gates: { "success-rate": gate } }),
    ),
    ...mapped(blueGreens, (blueGreen) => service({ strategy: "bluegreen", blueGreen })),
    guide: service({ canary: { steps: guideSteps } }),
    knocking: { ...service(knocking), extraManifests: [key] },
  };
}

function mapped<T>(all: Readonly<Record<string, T>>, of: (one: T) => DataObject): Record<string, DataObject> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)]));
}

/** The recipe of docs/analysis.md: its stack and its service, for one that does well and one that does not. */
async function recipe(
  prometheusUrl: string,
): Promise<{ templates: DataObject; services: Record<string, DataObject> }> {
  const page = await readFile(path.join(projectRoot, "docs", "analysis.md"), "utf8");
  const block = (name: string, changes: Readonly<Record<string, string>>): DataObject => {
    const text = page.split(`\`\`\`yaml\n# ${name}\n`)[1]?.split("```")[0];
    assert.ok(text, `docs/analysis.md has no block "# ${name}".`);
    const changed = Object.entries(changes).reduce((all, [from, to]) => all.replaceAll(from, to), text);
    const values = load(changed);
    assert.ok(isDataObject(values));
    return values;
  };
  const quicker = { "http://prometheus.monitoring:9090": prometheusUrl, "60s": "1s", "[5m]": "[4s]" };
  return {
    templates: Object(block("stack", quicker)["analysisTemplates"]),
    services: {
      "recipe-good": block("service", { "value: pay": "value: good" }),
      "recipe-bad": block("service", { "value: pay": "value: bad" }),
    },
  };
}

/** As the guide writes them, with a shorter pause. */
const guideSteps = [
  { setWeight: 10 },
  { pause: { duration: "1s" } },
  {
    analysis: {
      templates: [{ templateName: "guide-success-rate" }],
      args: [{ name: "service-name", value: "good" }],
    },
  },
];

describe("a canary that a real Prometheus judges", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;
  let app: MetricsServer;
  let prometheus: Prometheus;
  /** Pod hashes of version 1. */
  let first: Readonly<Record<string, string>>;
  let config: (tag: string) => DataObject;

  const release = (name: string) => releaseOf(env.cluster, name, stack.name);
  const runs = (name: string) => runsIn(env.cluster, stack.name, name);
  const show = (failing: Readonly<Record<string, number>>) =>
    app.show(Object.entries(failing).flatMap(([job, share]) => httpRequests(100, share, { job })));
  const calm = { good: 0, compared: 0, watched: 0, bad: 0.5 };

  before(async () => {
    env = await sharedEnvironment();
    app = await startMetricsServer();
    show(calm);
    app.reply("analysis-canary-s3cret", { body: "{}" });
    prometheus = await startPrometheus({ scrape: [app.target] });
    const { templates: ofRecipe, services: recipes } = await recipe(prometheus.url);
    const provider = { address: prometheus.url };
    config = (tag) => ({
      analysisLibrary: { prometheus: prometheus.url, templates: ["success-rate"] },
      analysisTemplates: {
        ...ofRecipe,
        knock: {
          args: [{ name: "who" }, { name: "key", valueFrom: { secretKeyRef: { name: "door", key: "key" } } }],
          metrics: [
            { name: "open", provider: { web: { url: `${app.url}/json/{{args.who}}-{{args.key}}` } } },
          ],
        },
        watch: {
          args: [{ name: "service-name" }],
          metrics: [
            {
              ...{ name: "failing", interval: "1s", max: 0.2, onNoData: "pass" },
              provider: {
                prometheus: {
                  ...provider,
                  query:
                    'sum(rate(http_requests_total{job="{{args.service-name}}",status="500"}[3s])) / sum(rate(http_requests_total{job="{{args.service-name}}"}[3s]))',
                },
              },
            },
          ],
        },
        "guide-success-rate": {
          args: [{ name: "service-name" }],
          metrics: [
            {
              ...{ name: "success-rate", min: 0.95, onNoData: "inconclusive", interval: "1s", count: 3 },
              provider: {
                prometheus: {
                  ...provider,
                  query: `
                    sum(rate(http_requests_total{job="{{args.service-name}}",status=~"2.."}[4s]))
                    /
                    sum(rate(http_requests_total{job="{{args.service-name}}"}[4s]))
                  `,
                },
              },
            },
          ],
        },
      },
      services: { ...services(tag), ...mapped(recipes, (values) => ({ ...values, image: image(tag) })) },
    });
    stack = await env.stack("analysis-canary");
    await stack.up(config("1"));
    const stable = await Promise.all(
      names.map(async (name) => [name, (await release(name)).stable] as const),
    );
    first = Object.fromEntries(stable);
    await stack.up(config("2"));
  });
  after(async () => {
    await stack.destroy();
    await prometheus.stop();
    await app.stop();
  });

  /** Version 1 has all pods, and version 2 none. */
  async function isBack(name: string): Promise<boolean> {
    const { pods, stable } = await release(name);
    return stable === first[name] && JSON.stringify(pods) === JSON.stringify({ [stable]: 2 });
  }

  it("reaches 100 on good metrics, measured at the pods of the new version", async () => {
    await env.cluster.phase("good", stack.name, "Healthy");
    const [run, ...others] = await runs("good");
    assert.deepEqual(others, []);
    assert.equal(run?.phase, "Successful");
    assert.equal(run.metrics["success-rate"]?.measurements.length, 3);
    const { newest, stable } = await release("good");
    assert.notEqual(newest, first["good"]);
    assert.deepEqual([run.args["pod-hash"], stable], [newest, newest]);
  });

  it("runs the guide's example as it is written, with the template found in the cluster", async () => {
    await env.cluster.phase("guide", stack.name, "Healthy");
    const steps = await env.cluster.field(
      "Rollout",
      "guide",
      stack.name,
      "spec",
      "strategy",
      "canary",
      "steps",
    );
    assert.deepEqual(Object(steps)[2].analysis.templates, [
      { templateName: "guide-success-rate", clusterScope: true },
    ]);
    assert.deepEqual(
      (await runs("guide")).map(({ phase }) => phase),
      ["Successful"],
    );
  });

  it("is measured with what a Secret and a field of the Rollout say", async () => {
    await env.cluster.phase("knocking", stack.name, "Healthy");
    const [run] = await runs("knocking");
    assert.deepEqual([run?.phase, run?.args["who"]], ["Successful", stack.name]);
  });

  it("needs no mesh and no router: the recipe of docs/analysis.md, as it stands there", async () => {
    await env.cluster.phase("recipe-good", stack.name, "Healthy");
    await env.cluster.phase("recipe-bad", stack.name, "Degraded");
    const phases = async (name: string) => (await runs(name)).map(({ phase }) => phase);
    assert.deepEqual(await phases("recipe-good"), ["Successful", "Successful"]);
    assert.deepEqual(await phases("recipe-bad"), ["Failed"]);
  });

  it("is aborted on bad metrics, and the old version gets all pods back", async () => {
    await env.cluster.phase("bad", stack.name, "Degraded");
    const [run] = await runs("bad");
    assert.equal(run?.phase, "Failed");
    assert.match(run.metrics["success-rate"]?.measurements[0]?.value ?? "", /^\[0\.(4|5)\d*\]$/);
    await env.cluster.until("version 1 has all pods", () => isBack("bad"));
  });

  it("goes by onNoData where nobody counts requests", async () => {
    await env.cluster.phase("silent-fail", stack.name, "Degraded");
    await env.cluster.phase("silent-pass", stack.name, "Healthy");
    await env.cluster.phase("silent-inconclusive", stack.name, "Paused");
    const phases = async (name: string) => (await runs(name)).map(({ phase }) => phase);
    assert.deepEqual(await phases("silent-fail"), ["Failed"]);
    assert.deepEqual(await phases("silent-pass"), ["Successful"]);
    assert.deepEqual(await phases("silent-inconclusive"), ["Inconclusive"]);
  });

  it("is not stopped by a gate that observes, though the measurement failed", async () => {
    await env.cluster.phase("observed", stack.name, "Healthy");
    const [run] = await runs("observed");
    assert.deepEqual([run?.phase, run?.metrics["success-rate"]?.phase], ["Successful", "Failed"]);
  });

  it("waits for a person at a gate that warns, and goes on when it is promoted", async () => {
    await env.cluster.phase("warned", stack.name, "Paused");
    const [run] = await runs("warned");
    assert.deepEqual([run?.phase, run?.metrics["success-rate"]?.phase], ["Inconclusive", "Inconclusive"]);
    await env.argo("promote", "warned", "-n", stack.name);
    await env.cluster.phase("warned", stack.name, "Healthy");
  });

  it("runs an experiment with both versions to its end before it goes on", async () => {
    await env.cluster.phase("compared", stack.name, "Healthy");
    const [experiment] = (await env.cluster.list("Experiment", stack.name)).map((one) => Object(one));
    assert.equal(experiment.status.phase, "Successful");
    const templates = Object.fromEntries(
      experiment.status.templateStatuses.map((one: { name: string; podTemplateHash: string }) => [
        one.name,
        one,
      ]),
    );
    assert.deepEqual(Object.keys(templates).sort(), ["baseline", "canary"]);
    assert.deepEqual(
      experiment.status.analysisRuns.map((one: { phase: string }) => one.phase),
      ["Successful"],
    );
  });

  it("is not switched to where the analysis before the promotion fails", async () => {
    await env.cluster.phase("before-switch", stack.name, "Degraded");
    const { services: bound, stable } = await release("before-switch");
    assert.deepEqual([bound["before-switch"], stable], [first["before-switch"], first["before-switch"]]);
  });

  it("is taken back where the analysis after the promotion fails", async () => {
    await env.cluster.phase("after-switch", stack.name, "Degraded");
    const { services: bound, stable } = await release("after-switch");
    assert.deepEqual([bound["after-switch"], stable], [first["after-switch"], first["after-switch"]]);
    // It had been switched: that analysis begins with the switch.
    assert.deepEqual(
      (await runs("after-switch")).map(({ phase }) => phase),
      ["Failed"],
    );
  });

  it("is aborted between two steps by the analysis in the background, which starts at its step", async () => {
    await env.cluster.phase("watched", stack.name, "Paused");
    assert.deepEqual(await runs("watched"), []);
    await env.argo("promote", "watched", "-n", stack.name);
    await env.cluster.until("it is measured", async () => {
      const [run] = await runs("watched");
      return (run?.metrics["failing"]?.measurements.length ?? 0) > 1 && (await release("watched")).step === 3;
    });
    show({ ...calm, watched: 1 });
    await env.cluster.phase("watched", stack.name, "Degraded");
    await env.cluster.until("version 1 has all pods", () => isBack("watched"));
    assert.deepEqual(
      (await runs("watched")).map(({ phase }) => phase),
      ["Failed"],
    );
  });

  it("lets the next up be clean, which says what was aborted and why", async () => {
    const output = await stack.expectNoChanges();
    for (const name of ["bad", "silent-fail", "watched", "before-switch", "after-switch"]) {
      const said = new RegExp(
        `${name}: Its last update was aborted, and the version before it serves everything\\. The controller says: .*Metric "(success-rate|failing)" assessed Failed due to failed \\(\\d+\\) > failureLimit \\(0\\)`,
      );
      assert.match(output, said);
    }
    assert.doesNotMatch(output, /good: Its last update|observed: Its last update/);
  });
});
