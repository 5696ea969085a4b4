import assert from "node:assert/strict";
import { type DataObject, INSTANCE_LABEL } from "../../../components/config";
import { mergeTemplates } from "../../../scripts/try-analysis/merge";
import type { Request } from "../../../scripts/try-analysis/request";
import { analysisRun } from "../../../scripts/try-analysis/run-object";
import type { ArgumentNotes, Template, Templates } from "../../../scripts/try-analysis/templates";

type Specs = Readonly<Record<string, DataObject>>;

function templates(namespaced: Specs, clusterWide: Specs = {}, notes: ArgumentNotes[] = []): Templates {
  const all = (specs: Specs): Map<string, Template> =>
    new Map(Object.entries(specs).map(([name, spec]) => [name, { spec, notes }]));
  return { namespaced: all(namespaced), clusterWide: all(clusterWide) };
}
const a = { name: "a", scope: "namespaced" } as const;
const metric = (name: string, more: DataObject = {}): DataObject => ({
  name,
  provider: { web: {} },
  ...more,
});

const names = (objects: readonly DataObject[]) => objects.map(({ name, metricName }) => name ?? metricName);

describe("templates that name others", () => {
  it("are merged as the controller does it: the namespace's first, each once", () => {
    const { metrics, dryRun, measurementRetention, mistakes } = mergeTemplates(
      a,
      templates(
        {
          a: {
            metrics: [metric("a")],
            dryRun: [{ metricName: "a" }],
            templates: [
              { templateName: "c", clusterScope: true },
              { templateName: "b" },
              { templateName: "c", clusterScope: true },
            ],
          },
          b: { metrics: [metric("b")], measurementRetention: [{ metricName: "b", limit: 3 }] },
        },
        { c: { metrics: [metric("c")], dryRun: [{ metricName: "c" }], templates: [{ templateName: "b" }] } },
      ),
    );
    assert.deepEqual([metrics, dryRun, measurementRetention].map(names), [
      ["a", "b", "c"],
      ["a", "c"],
      ["b"],
    ]);
    assert.deepEqual(mistakes, []);
  });

  it("share their arguments: the first default stays, and one without gets it", () => {
    const declare = (...args: DataObject[]) => ({
      args,
      metrics: [metric(`m${String(args[0]?.["value"])}`)],
    });
    const secret = { name: "token", valueFrom: { secretKeyRef: { name: "s", key: "k" } } };
    const { args } = mergeTemplates(
      a,
      templates({
        a: {
          ...declare({ name: "x" }, { name: "y", value: "1" }, secret),
          templates: [{ templateName: "b" }],
        },
        b: declare({ name: "x", value: "2" }, { name: "y" }),
      }),
    );
    assert.deepEqual(args, [
      { name: "x", value: "2" },
      { name: "y", value: "1" },
      { name: "token", secret: { name: "s", key: "k" } },
    ]);
  });

  const wrong: readonly (readonly [string, Specs, RegExp])[] = [
    [
      "one that is not there",
      { a: { templates: [{ templateName: "b" }] } },
      /^There is no AnalysisTemplate "b", which is named by a\.$/,
    ],
    [
      "one that is not there, once, however often it is reached",
      {
        a: { metrics: [metric("a")], templates: [{ templateName: "b" }, { templateName: "b" }] },
        b: { templates: [{ templateName: "c" }] },
      },
      /^There is no AnalysisTemplate "c", which is named by b\.$/,
    ],
    [
      "a circle",
      {
        a: { metrics: [metric("a")], templates: [{ templateName: "b" }] },
        b: { templates: [{ templateName: "a" }] },
      },
      /a -> b -> a\.$/,
    ],
    [
      "two metrics of one name",
      { a: { metrics: [metric("m")], templates: [{ templateName: "b" }] }, b: { metrics: [metric("m")] } },
      /^Two metrics have the name "m"\.$/,
    ],
    [
      "two defaults",
      {
        a: { metrics: [metric("m")], args: [{ name: "x", value: "1" }], templates: [{ templateName: "b" }] },
        b: { args: [{ name: "x", value: "2" }] },
      },
      /^The argument "x" has two defaults: "1" and "2"\.$/,
    ],
    ["nothing to measure", { a: {} }, /it has no metrics\.$/],
    [
      "two rules for one metric",
      { a: { metrics: [metric("m")], dryRun: [{ metricName: "m" }, { metricName: "m" }] } },
      /^Two entries of dryRun are for "m"\.$/,
    ],
  ];
  for (const [what, specs, message] of wrong) {
    it(`are refused for ${what}`, () => {
      const { mistakes } = mergeTemplates(a, templates(specs));
      assert.equal(mistakes.length, 1);
      assert.match(mistakes[0] ?? "", message);
    });
  }
});

type Said = Pick<Request, "args" | "overrides">;
const given = (values: Record<string, string>, overrides: Request["overrides"] = {}): Said => ({
  args: Object.entries(values).map(([name, value]) => ({ name, value })),
  overrides,
});

function specOf(spec: DataObject, said: Said = given({}), notes: ArgumentNotes[] = []) {
  return Object(analysisRun(a, templates({ a: spec }, {}, notes), said, "shop")["spec"]);
}

function mistakes(spec: DataObject, said: Said = given({}), notes: ArgumentNotes[] = []): string[] {
  try {
    specOf(spec, said, notes);
  } catch (error) {
    assert.ok(error instanceof Error && error.name === "LoadError");
    return error.message.split("\n  ").slice(1);
  }
  return [];
}

describe("the run of a template", () => {
  it("says what it is, and is no lasting thing", () => {
    const run = analysisRun(a, templates({ a: { metrics: [metric("m")] } }), given({}), "shop");
    const { metadata } = Object(run);
    assert.deepEqual([metadata.generateName, metadata.namespace], ["try-a-", "shop"]);
    assert.equal(metadata.labels["app.kubernetes.io/managed-by"], "pulumi-progressive-delivery");
    assert.match(
      metadata.annotations["progressive-delivery/try-analysis"],
      /^The AnalysisTemplate a, tried by hand/,
    );
    assert.deepEqual(run["spec"], { metrics: [metric("m")], ttlStrategy: { secondsAfterCompletion: 3600 } });
  });

  it("has the id of the controller that is to run it as a label", () => {
    const labelsOf = (instance?: string) => {
      const { metadata } = Object(
        analysisRun(a, templates({ a: { metrics: [metric("m")] } }), given({}), "shop", instance),
      );
      return Object.keys(metadata.labels).length === 2 ? metadata.labels[INSTANCE_LABEL] : undefined;
    };
    assert.deepEqual([labelsOf("blue"), labelsOf()], ["blue", undefined]);
  });

  it("has each argument's given value, else its default, else its Secret", () => {
    const secretKeyRef = { name: "s", key: "k" };
    const args = [
      { name: "x", value: "1" },
      { name: "y", value: "2" },
      { name: "token", valueFrom: { secretKeyRef } },
      { name: "found", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
    ];
    assert.deepEqual(specOf({ args, metrics: [metric("m")] }, given({ y: "3", found: "me" })).args, [
      { name: "x", value: "1" },
      { name: "y", value: "3" },
      { name: "token", valueFrom: { secretKeyRef } },
      { name: "found", value: "me" },
    ]);
  });

  it("has what is said for all metrics in each of them", () => {
    const metrics = [metric("m", { interval: "{{args.interval}}" }), metric("n", { count: 9 })];
    const overrides = { count: 2, interval: "1s", initialDelay: "0s" };
    assert.deepEqual(
      specOf({ metrics }, given({}, overrides)).metrics,
      ["m", "n"].map((name) => metric(name, overrides)),
    );
  });

  const args = [
    { name: "url" },
    { name: "limit", value: "1" },
    { name: "token", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
  ];
  const spec = { args, metrics: [metric("m")] };

  it("is refused with all mistakes of its arguments at once", () => {
    const notes: ArgumentNotes[] = [
      { name: "limit", type: "integer" },
      { name: "url", type: "url", description: "What is asked." },
    ];
    assert.deepEqual(mistakes(spec, given({ limit: "many", token: "t", urll: "u" }), notes), [
      'The template has no argument "urll". Did you mean "url"?',
      'The argument "url" has no value (What is asked): give --arg url=<url>.',
      'The argument "limit": "many" is not a whole number.',
      'The argument "token" comes from the key k of the Secret s, and the controller takes that one whatever is given: leave it out.',
    ]);
  });

  it("is refused for an argument that is given twice", () => {
    const twice = {
      args: [
        { name: "url", value: "a" },
        { name: "url", value: "b" },
      ],
      overrides: {},
    };
    assert.deepEqual(mistakes(spec, twice), ['The argument "url" is given more than once: "a", "b".']);
  });

  const limits: readonly (readonly [string, DataObject, number, boolean])[] = [
    ["fewer measurements than failures are forgiven", { interval: "1s", failureLimit: 3 }, 2, true],
    ["as many measurements as failures are forgiven", { interval: "1s", failureLimit: 3 }, 3, false],
    [
      "a limit that is an argument's default",
      { interval: "1s", failureLimit: "{{args.limit}}", consecutiveSuccessLimit: 2 },
      2,
      true,
    ],
    ["no limit of failures", { interval: "1s", failureLimit: -1, consecutiveSuccessLimit: 2 }, 2, false],
    ["fewer than have to be good", { interval: "1s", failureLimit: -1, consecutiveSuccessLimit: 3 }, 2, true],
    ["fewer than are forgiven without a verdict", { interval: "1s", inconclusiveLimit: "4" }, 3, true],
    ["several without an interval", {}, 2, true],
    ["one without an interval", {}, 1, false],
  ];
  for (const [what, more, count, isRefused] of limits) {
    it(`${isRefused ? "is refused" : "is made"} for a count with ${what}`, () => {
      const said = mistakes(
        { args: [{ name: "limit", value: "1" }], metrics: [metric("m", more)] },
        given({}, { count }),
      );
      assert.equal(said.length, isRefused ? 1 : 0, said.join());
    });
  }
});
