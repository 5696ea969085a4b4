import assert from "node:assert/strict";
import type { AnalysisTemplates, DataObject } from "../../../components/config";
import { deliveryPlan, type DeliveryPlan, type PlanOptions } from "../../../components/delivery-plan";
import { parsedService } from "./parsed-service";

const route = { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } };
const canary = (values: DataObject, ...others: DataObject[]): DataObject[] => [
  { replicaCount: 10, rollout: { enabled: true, canary: values } },
  ...others,
];
const blueGreen = (values: DataObject, ...others: DataObject[]): DataObject[] => [
  { replicaCount: 4, rollout: { enabled: true, strategy: "blueGreen", blueGreen: values } },
  ...others,
];

const plan = (layers: DataObject[], options?: PlanOptions): DeliveryPlan =>
  deliveryPlan("pay", parsedService(...layers), options);

/** `label: weight, stable + canary, extra, from second` */
function lines({ steps }: DeliveryPlan): string[] {
  return steps.map(
    ({ label, weight, pods: { stable, canary }, extra, startSeconds }) =>
      `${label}: ${Math.round(weight)} %, ${stable} + ${canary}, +${extra.pods}, from ${startSeconds} s`,
  );
}

describe("the plan of an update", () => {
  it("replaces pods when no router splits the traffic", () => {
    const steps = [
      { setWeight: 20 },
      { pause: { duration: "10m" } },
      { setWeight: 55 },
      { pause: { duration: 30 } },
    ];
    assert.deepEqual(lines(plan(canary({ steps }))), [
      "setWeight 20: 20 %, 8 + 2, +0, from 0 s",
      "pause 10m: 20 %, 8 + 2, +0, from 0 s",
      "setWeight 55: 55 %, 5 + 6, +2, from 600 s",
      "pause 30s: 55 %, 5 + 6, +1, from 600 s",
      "promote: 100 %, 0 + 10, +2, from 630 s",
    ]);
  });

  it("keeps all old pods behind a router until the end, and for a while after it", () => {
    const steps = [{ setWeight: 25 }, { setCanaryScale: { replicas: 5 } }, { setWeight: 30 }];
    assert.deepEqual(lines(plan(canary({ steps }, route))), [
      "setWeight 25: 25 %, 10 + 3, +3, from 0 s",
      "setCanaryScale replicas 5: 25 %, 10 + 5, +5, from 0 s",
      "setWeight 30: 30 %, 10 + 5, +5, from 0 s",
      "promote: 100 %, 10 + 10, +10, from 0 s",
      "old pods leave after 30s: 100 %, 0 + 10, +10, from 0 s",
    ]);
  });

  it("lets the old pods shrink behind the traffic with dynamicStableScale", () => {
    assert.deepEqual(lines(plan(canary({ dynamicStableScale: true, steps: [{ setWeight: 30 }] }, route))), [
      "setWeight 30: 30 %, 7 + 3, +3, from 0 s",
      "promote: 100 %, 0 + 10, +7, from 0 s",
    ]);
  });

  it("takes the larger canary when two shares of pods are equally near", () => {
    const [step] = plan(canary({ maxSurge: 0, steps: [{ setWeight: 50 }] }), { replicas: 3 }).steps;
    assert.deepEqual(step?.pods, { stable: 1, canary: 2, experiment: 0 });
  });

  it("shows that a falling weight takes pods of the canary before the old ones are back", () => {
    const steps = [{ setWeight: 80 }, { setWeight: 20 }];
    const [, falling] = plan(canary({ dynamicStableScale: true, steps }, route)).steps;
    assert.deepEqual([falling?.pods.stable, falling?.pods.canary, falling?.fewestReady], [8, 2, 4]);
  });

  it("counts weights in parts of maxTrafficWeight", () => {
    const trafficRouting = { nginx: { stableIngress: "pay" }, maxTrafficWeight: 1000 };
    const [first] = plan(canary({ trafficRouting, steps: [{ setWeight: 125 }] })).steps;
    assert.deepEqual([first?.weight, first?.pods.canary], [12.5, 2]);
  });

  it("gives a canary without pods no traffic, whatever its weight", () => {
    const steps = [{ setCanaryScale: { replicas: 0 } }, { setWeight: 50 }];
    const [, step] = plan(canary({ steps }, route)).steps;
    assert.deepEqual([step?.wantedWeight, step?.weight], [50, 0]);
  });

  it("shows a blue-green update with its analyses, its preview and its way back", () => {
    const analysis = { templates: [{ templateName: "smoke" }] };
    const values = {
      previewReplicaCount: 1,
      prePromotionAnalysis: analysis,
      autoPromotionSeconds: 60,
      postPromotionAnalysis: analysis,
      scaleDownDelaySeconds: 300,
    };
    const smoke = {
      metrics: [
        { name: "errors", interval: "1m", count: 3, provider: { web: { url: "https://pay.example/check" } } },
      ],
    };
    assert.deepEqual(lines(plan(blueGreen(values, { analysisTemplates: { smoke } }))), [
      "start preview: 0 %, 4 + 1, +1, from 0 s",
      "prePromotionAnalysis smoke: 0 %, 4 + 1, +1, from 0 s",
      "pause 1m: 0 %, 4 + 1, +1, from 120 s",
      "scale preview: 0 %, 4 + 4, +4, from 180 s",
      "switch traffic: 100 %, 4 + 4, +4, from 180 s",
      "postPromotionAnalysis smoke: 100 %, 4 + 4, +4, from 180 s",
      "old pods leave after 5m: 100 %, 0 + 4, +4, from 300 s",
    ]);
  });

  it("is one rolling update for a Deployment", () => {
    assert.deepEqual(lines(plan([{ replicaCount: 4 }])), ["rolling update: 100 %, 0 + 4, +1, from 0 s"]);
  });

  it("ends when the new version has all traffic, not when the old pods have left", () => {
    const { totals } = plan(canary({ steps: [{ setWeight: 50 }, { pause: { duration: "5m" } }] }, route));
    assert.equal(totals.seconds, 300);
  });

  it("counts waits for a person: pauses and experiments without an end, and a manual promotion", () => {
    const experiment = { templates: [{ name: "new", specRef: "canary" }] };
    assert.equal(plan(canary({ steps: [{ setWeight: 50 }, { pause: {} }, { experiment }] })).totals.waits, 2);
    const manual = plan(blueGreen({ autoPromotionEnabled: false, autoPromotionSeconds: 60 }));
    assert.deepEqual([manual.totals.waits, manual.totals.seconds], [1, 0]);
  });

  it("adds minReadySeconds for every wave of new pods", () => {
    const steps = [{ setWeight: 50 }, { pause: { duration: 60 } }];
    const slow = { rollout: { minReadySeconds: 15 } };
    // 5 pods in one wave behind a router; without one the surge of 3 and the 2 that may be missing allow 5 at a time.
    assert.equal(plan(canary({ steps }, route, slow)).totals.seconds, 60 + 15 + 15);
    assert.equal(plan(canary({ steps }, slow)).totals.seconds, 60 + 15 + 15);
    assert.equal(plan(canary({ steps, maxSurge: 1, maxUnavailable: 0 }, slow)).totals.seconds, 60 + 10 * 15);
  });

  it("adds the pods of an experiment, also for as long as they stay after its end", () => {
    const experiment = {
      duration: "2m",
      scaleDownDelaySeconds: 60,
      templates: [
        { name: "old", specRef: "stable" },
        { name: "new", specRef: "canary", replicas: 2 },
      ],
    };
    const steps = [
      { experiment },
      { pause: { duration: 45 } },
      { pause: { duration: 45 } },
      { setWeight: 0 },
    ];
    assert.deepEqual(
      plan(canary({ steps }, route)).steps.map(({ extra, pods }) => [extra.pods, pods.experiment]),
      [
        [3, 3],
        [3, 0],
        [3, 0],
        [0, 0],
        [10, 0],
        [10, 0],
      ],
    );
  });

  it("says what the extra pods ask the nodes for; a limit alone is the request", () => {
    const resources = { requests: { cpu: "250m" }, limits: { cpu: 1, memory: "1Gi" } };
    const { extra } = plan(canary({ steps: [{ setWeight: 25 }] }, route, { resources })).totals;
    assert.deepEqual(extra, { pods: 10, cpuMillis: 2500, memoryBytes: 10 * 2 ** 30 });
  });

  it("counts what sidecars ask for with each pod", () => {
    const resources = { requests: { cpu: "250m" } };
    const sidecars = {
      proxy: { image: "registry.example/proxy:1", resources: { requests: { cpu: "50m", memory: "64Mi" } } },
    };
    const { extra } = plan(canary({ steps: [{ setWeight: 25 }] }, route, { resources, sidecars })).totals;
    assert.deepEqual(extra, { pods: 10, cpuMillis: 3000, memoryBytes: 10 * 64 * 2 ** 20 });
  });

  it("starts with minReplicas, or with the count that one asks about", () => {
    const layers = canary({ steps: [] }, { autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 9 } });
    assert.equal(plan(layers).replicas, 3);
    assert.equal(plan(layers, { replicas: 9 }).steps.at(-1)?.pods.canary, 9);
  });
});

describe("what a plan says of analyses", () => {
  const metric = { name: "errors", provider: { web: { url: "https://pay.example/check" } } };
  const template = (...metrics: DataObject[]): DataObject => ({
    metrics: metrics.map((own, index) => ({ ...metric, name: `errors-${index}`, ...own })),
  });
  const use = (...names: string[]): DataObject => ({
    templates: names.map((templateName) => ({ templateName })),
  });
  const measured = (own: DataObject, analysis: DataObject = use("errors")): DeliveryPlan =>
    plan(canary({ steps: [{ analysis }] }, { analysisTemplates: own }));

  const times: [string, DataObject, number][] = [
    ["one measurement", template({}), 0],
    ["a delay", template({ initialDelay: "30s" }), 30],
    ["the intervals between measurements", template({ interval: "1m", count: 5 }), 240],
    [
      "the slowest metric alone",
      template({ interval: "1m", count: 5 }, { interval: "10m", count: "2" }),
      600,
    ],
    [
      "a limit of successes that ends it",
      template({ interval: "1m", count: 9, consecutiveSuccessLimit: 3 }),
      120,
    ],
    ["a metric that never ends by itself as nothing", template({ interval: "1m" }), 0],
    [
      "arguments that the template gives itself",
      {
        ...template({ interval: "{{args.every}}", count: "{{ args.times }}" }),
        args: [
          { name: "every", value: "30s" },
          { name: "times", value: "3" },
        ],
      },
      60,
    ],
  ];
  for (const [what, errors, seconds] of times) {
    it(`counts ${what}`, () => {
      assert.equal(measured({ errors }).totals.seconds, seconds);
    });
  }

  it("takes arguments of the step before those of the template", () => {
    const errors = {
      ...template({ interval: "1m", count: "{{args.times}}" }),
      args: [{ name: "times", value: "3" }],
    };
    const analysis = { ...use("errors"), args: [{ name: "times", value: "11" }] };
    assert.equal(measured({ errors }, analysis).totals.seconds, 600);
  });

  it("counts templates of templates, and does not run in circles", () => {
    const own = {
      errors: { templates: [{ templateName: "slow" }] },
      slow: { ...template({ interval: "1m", count: 3 }), templates: [{ templateName: "errors" }] },
    };
    assert.equal(measured(own).totals.seconds, 120);
  });

  it("knows the cluster's templates when it is given them, and says which it does not know", () => {
    const layers = canary({ steps: [{ analysis: use("latency") }] });
    assert.deepEqual(plan(layers).totals.untimed, ["analysis latency"]);
    const { analysisTemplates }: { analysisTemplates: AnalysisTemplates } = parsedService({
      analysisTemplates: { latency: template({ interval: "5m", count: 2 }) },
    });
    const { totals } = plan(layers, { clusterTemplates: analysisTemplates });
    assert.deepEqual([totals.untimed, totals.seconds], [[], 300]);
  });

  it("shows the background analysis from its first step to the end, and never waits for it", () => {
    const analysis = { ...use("errors"), startingStep: 1 };
    const steps = [{ setWeight: 50 }, { pause: { duration: 60 } }];
    const own = { errors: template({ interval: "1m", count: 99 }) };
    const { steps: planned, totals } = plan(canary({ steps, analysis }, { analysisTemplates: own }));
    assert.deepEqual(
      planned.map(({ analyses }) => analyses.map(({ starts }) => (starts ? "starts" : "runs")).join()),
      ["", "starts", "runs"],
    );
    assert.equal(totals.seconds, 60);
    assert.deepEqual(totals.abortedBy, ["analysis errors"]);
  });

  it("does not take a dry run for something that can abort", () => {
    const own = { errors: template({}, { name: "latency" }) };
    const dry = (...names: string[]): DataObject => ({
      ...use("errors"),
      dryRun: names.map((metricName) => ({ metricName })),
    });
    assert.deepEqual(measured(own, dry("latency")).totals.abortedBy, ["analysis errors"]);
    assert.deepEqual(measured(own, dry("latency", "errors-.")).totals.abortedBy, []);
    assert.deepEqual(measured({}, dry(".*")).totals.abortedBy, []);
    assert.deepEqual(measured(own, dry("(", "latency")).totals.abortedBy, ["analysis errors"]);
  });

  it("is not aborted by an analysis whose gate does not enforce", () => {
    const own = { errors: template({}) };
    const gated = (gate: string) => ({ templates: [{ templateName: "errors", gate }] });
    assert.deepEqual(measured(own, gated("observe")).totals.abortedBy, []);
    assert.deepEqual(measured(own, gated("warn")).totals.abortedBy, []);
    assert.deepEqual(measured({}, gated("observe")).totals.abortedBy, []);
    assert.deepEqual(measured(own, gated("enforce")).totals.abortedBy, ["analysis errors"]);
  });

  it("knows the other things that abort an update", () => {
    const experiment = { duration: "1m", templates: [{ name: "new", specRef: "canary" }] };
    const steps = [{ setWeight: 50 }, { experiment }, { plugin: { name: "approve" } }];
    const layers = canary({ steps }, { rollout: { progressDeadlineAbort: true } });
    assert.deepEqual(plan(layers).totals.abortedBy, [
      "progress deadline (10m)",
      "experiment new",
      "plugin approve",
    ]);
  });
});
