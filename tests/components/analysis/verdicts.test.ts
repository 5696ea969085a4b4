import assert from "node:assert/strict";
import fc from "fast-check";
import { withConditions } from "../../../components/analysis/conditions";
import { renderAnalysisTemplates } from "../../../components/analysis";
import {
  analysisTemplate,
  type DataObject,
  type Metric,
  type MetricProvider,
} from "../../../components/config";
import { subjectOf } from "../../support/services";
import { verdictOn } from "../../support/verdict";

interface Answering {
  readonly provider: MetricProvider;
  /** How it gives a number. */
  of(value: number): unknown;
  /** What it gives without data. */
  readonly nothing: readonly unknown[];
}

/** Providers that may have no data. */
const answering: Readonly<Record<string, Answering>> = {
  prometheus: {
    provider: { prometheus: { address: "http://prometheus", query: "up" } },
    of: (value) => [value, 0],
    nothing: [[], [NaN]],
  },
  scalar: {
    provider: { prometheus: { address: "http://prometheus", query: "scalar(up)" } },
    of: (value) => value,
    nothing: [NaN],
  },
  argued: {
    provider: { prometheus: { address: "http://prometheus", query: "{{args.query}}" } },
    of: (value) => (value > 0 ? value : [value]),
    nothing: [[], [NaN], NaN],
  },
  datadog: { provider: { datadog: { query: "up" } }, of: (value) => value, nothing: [null] },
  graphite: {
    provider: { graphite: { address: "http://graphite", query: "up" } },
    of: (value) => [value],
    nothing: [[]],
  },
  cloudWatch: {
    provider: { cloudWatch: { metricDataQueries: [{ id: "up", expression: "1" }] } },
    of: (value) => [{ Values: [value, 0] }],
    nothing: [[], [{ Values: [] }]],
  },
};
const onNoData = { fail: "Failed", pass: "Successful", inconclusive: "Inconclusive" } as const;

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const limits = fc
  .record({ min: fc.option(number, { nil: undefined }), max: fc.option(number, { nil: undefined }) })
  .filter(
    ({ min, max }) => (min !== undefined || max !== undefined) && (min ?? -Infinity) <= (max ?? Infinity),
  );
const limited = fc.record({
  name: fc.constantFrom(...Object.keys(answering)),
  limits,
  none: fc.constantFrom<keyof typeof onNoData>("fail", "pass", "inconclusive"),
});

function metricOf(name: string, values: DataObject): Metric {
  const metric = { name: "up", ...values, provider: answering[name]?.provider };
  const [parsed] = analysisTemplate.parse({ metrics: [metric] }).metrics ?? [];
  assert.ok(parsed);
  return parsed;
}

const defined = (values: DataObject): DataObject =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** As the controller fills in an argument. */
const filled = (conditions: ReturnType<typeof withConditions>, value: string) => ({
  successCondition: conditions.successCondition?.replaceAll("{{args.none}}", value),
  failureCondition: conditions.failureCondition?.replaceAll("{{args.none}}", value),
});

describe("the verdict of a metric with limits", () => {
  it("is whether the number lies within them, for every provider", () => {
    fc.assert(
      fc.property(limited, number, ({ name, limits: { min, max }, none }, value) => {
        const conditions = withConditions(metricOf(name, { ...defined({ min, max }), onNoData: none }));
        const isInside = value >= (min ?? -Infinity) && value <= (max ?? Infinity);
        assert.equal(verdictOn(answering[name]?.of(value), conditions), isInside ? "Successful" : "Failed");
      }),
    );
  });

  it("is what onNoData says for an answer without data, whether a value or an argument says it", () => {
    fc.assert(
      fc.property(limited, ({ name, limits: { min, max }, none }) => {
        const said = withConditions(metricOf(name, { ...defined({ min, max }), onNoData: none }));
        const left = withConditions(metricOf(name, { ...defined({ min, max }), onNoData: "{{args.none}}" }));
        for (const nothing of answering[name]?.nothing ?? []) {
          assert.equal(verdictOn(nothing, said), onNoData[none]);
          assert.equal(verdictOn(nothing, filled(left, none)), onNoData[none]);
        }
      }),
    );
  });

  it("is the same where an argument says what no data means", () => {
    fc.assert(
      fc.property(limited, number, ({ name, limits: { min, max }, none }, value) => {
        const said = withConditions(metricOf(name, { ...defined({ min, max }), onNoData: none }));
        const left = withConditions(metricOf(name, { ...defined({ min, max }), onNoData: "{{args.none}}" }));
        const answer = answering[name]?.of(value);
        assert.equal(verdictOn(answer, filled(left, none)), verdictOn(answer, said));
      }),
    );
  });

  it("is inconclusive instead of failed, and else the same, at a gate that warns", () => {
    fc.assert(
      fc.property(limited, number, fc.boolean(), ({ name, limits: { min, max }, none }, value, isThere) => {
        const metric = metricOf(name, { ...defined({ min, max }), onNoData: none });
        const warned = warning(metric);
        for (const answer of isThere ? [answering[name]?.of(value)] : (answering[name]?.nothing ?? [])) {
          const verdict = verdictOn(answer, withConditions(metric));
          assert.equal(verdictOn(answer, warned), verdict === "Failed" ? "Inconclusive" : verdict);
        }
      }),
    );
  });
});

/** The metric as the service's own template for the gate has it. */
function warning(metric: Metric): Metric {
  const templates = [{ templateName: "up", gate: "warn" }];
  const subject = subjectOf({
    analysisTemplates: {
      up: { args: [{ name: "query", value: "up" }], metrics: [JSON.parse(JSON.stringify(metric))] },
    },
    rollout: { enabled: true, canary: { steps: [{ analysis: { templates } }] } },
  });
  const made = renderAnalysisTemplates(subject).find(({ metadata }) => metadata.name === "pay-up-warn");
  return Object(made?.["spec"]).metrics[0];
}
