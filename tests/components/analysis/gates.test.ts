import assert from "node:assert/strict";
import { renderAnalysisTemplates } from "../../../components/analysis";
import { analysisTemplates, type DataObject, formatFinding } from "../../../components/config";
import type { Subject } from "../../../components/manifests";
import { checkService } from "../../../components/rules";
import { planWorkload } from "../../../components/workload";
import { values } from "../../support/services";

const prometheus = { prometheus: { address: "http://prometheus", query: "errors" } };
const limited = {
  name: "errors",
  max: 0.01,
  onNoData: "fail",
  failureLimit: 2,
  count: 5,
  interval: "1m",
  provider: prometheus,
};
const clusterTemplates = analysisTemplates.parse({
  errors: { args: [{ name: "a", type: "text", value: "1" }], metrics: [limited] },
});

function subject(rollout: DataObject, others: DataObject = {}): Subject {
  const layer = { rollout: { enabled: true, ...rollout }, ...others };
  const { service, findings } = checkService("pay", values(layer), ["pay"], { clusterTemplates });
  assert.ok(service);
  assert.deepEqual(findings.filter(({ severity }) => severity === "error").map(formatFinding), []);
  return { name: "pay", namespace: "shop", service, clusterTemplates };
}
const measuredBy = (...templates: DataObject[]): DataObject => ({
  canary: { steps: [{ analysis: { templates } }] },
});
const templatesOf = (of: Subject) =>
  Object.fromEntries(renderAnalysisTemplates(of).map(({ metadata, spec }) => [metadata.name, Object(spec)]));
const namedIn = (of: Subject) => Object(planWorkload(of).workload["spec"]).strategy.canary.steps[0];

describe("a gate", () => {
  it("that enforces is the template itself, and the word does not reach the cluster", () => {
    const enforced = subject(measuredBy({ templateName: "errors", gate: "enforce" }));
    assert.deepEqual(templatesOf(enforced), {});
    assert.deepEqual(namedIn(enforced), {
      analysis: { templates: [{ templateName: "errors", clusterScope: true }] },
    });
  });

  it("that observes measures the same, and decides nothing", () => {
    const observed = subject(measuredBy({ templateName: "errors", clusterScope: true, gate: "observe" }));
    assert.deepEqual(namedIn(observed), {
      analysis: { templates: [{ templateName: "pay-errors-observe" }] },
    });
    const template = templatesOf(observed)["pay-errors-observe"];
    assert.deepEqual(template.dryRun, [{ metricName: "^errors$" }]);
    assert.deepEqual(template.args, [{ name: "a", value: "1" }]);
    assert.equal(template.metrics[0].successCondition, "len(result) > 0 && result[0] <= 0.01");
    assert.equal(template.metrics[0].failureLimit, 2);
  });

  it("that warns makes what would have failed inconclusive, and forgives as much", () => {
    const warned = subject(measuredBy({ templateName: "errors", gate: "warn" }));
    const [metric] = templatesOf(warned)["pay-errors-warn"].metrics;
    assert.deepEqual(metric, {
      name: "errors",
      count: 5,
      interval: "1m",
      inconclusiveLimit: 2,
      successCondition: "(len(result) > 0 && result[0] <= 0.01)",
      failureCondition: "false",
      provider: prometheus,
    });
  });

  it("that warns keeps both of a metric's own conditions", () => {
    const own = {
      both: {
        metrics: [
          {
            name: "a",
            successCondition: "result[0] > 2",
            failureCondition: "result[0] < 1",
            inconclusiveLimit: 3,
            provider: prometheus,
          },
        ],
      },
      bad: { metrics: [{ name: "b", failureCondition: "result[0] > 1", provider: prometheus }] },
      forgiving: {
        metrics: [
          {
            name: "c",
            max: 1,
            onNoData: "pass",
            failureLimit: -1,
            consecutiveSuccessLimit: 1,
            provider: prometheus,
          },
        ],
      },
    };
    const all = Object.keys(own).map((templateName) => ({ templateName, gate: "warn" }));
    const made = templatesOf(subject(measuredBy(...all), { analysisTemplates: own }));
    const [both, bad, forgiving] = ["both", "bad", "forgiving"].map(
      (name) => made[`pay-${name}-warn`].metrics[0],
    );
    assert.equal(both.successCondition, "(result[0] > 2) && !(result[0] < 1)");
    assert.deepEqual([both.failureCondition, both.inconclusiveLimit], ["false", 3]);
    assert.equal(bad.successCondition, "!(result[0] > 1)");
    // A metric that never fails has nothing to be warned of.
    assert.equal(forgiving.failureLimit, -1);
    assert.equal(forgiving.failureCondition, undefined);
  });

  it("that warns forgives as many as the greater of both limits", () => {
    const own = { slow: { metrics: [{ ...limited, failureLimit: 1, inconclusiveLimit: 4 }] } };
    const warned = subject(measuredBy({ templateName: "slow", gate: "warn" }), { analysisTemplates: own });
    const [metric] = templatesOf(warned)["pay-slow-warn"].metrics;
    assert.deepEqual([metric.failureLimit, metric.inconclusiveLimit], [undefined, 4]);
  });

  it("that warns makes too few successes in a row inconclusive, where failures are forgiven", () => {
    const own = {
      slow: { metrics: [{ ...limited, failureLimit: -1, consecutiveSuccessLimit: 3 }] },
    };
    const warned = subject(measuredBy({ templateName: "slow", gate: "warn" }), { analysisTemplates: own });
    const [metric] = templatesOf(warned)["pay-slow-warn"].metrics;
    assert.deepEqual(
      [
        metric.failureLimit,
        metric.failureCondition,
        metric.inconclusiveLimit,
        metric.consecutiveSuccessLimit,
      ],
      [undefined, "false", 5, 3],
    );
  });

  it("that observes chooses a metric also where an argument is a part of its name", () => {
    const own = {
      named: {
        args: [{ name: "of", value: "pay" }],
        metrics: [{ ...limited, name: "errors.{{args.of}}-1" }],
      },
    };
    const observed = subject(measuredBy({ templateName: "named", gate: "observe" }), {
      analysisTemplates: own,
    });
    const [{ metricName }] = templatesOf(observed)["pay-named-observe"].dryRun;
    assert.equal(metricName, "^errors\\..*-1$");
    assert.match("errors.pay-1", new RegExp(metricName));
  });

  it("is said by the service for a template by name, or for every other one, and the use has the last word", () => {
    const others = { templateName: "other", gate: "enforce" };
    const canary = measuredBy({ templateName: "errors" }, { templateName: "more" }, others);
    const metrics = [{ ...limited, name: "m" }];
    const own = { more: { metrics }, other: { metrics: [{ ...limited, name: "o" }] } };
    const gates = { errors: "warn", "*": "observe" };
    const of = subject({ ...canary, gates }, { analysisTemplates: own });
    assert.deepEqual(
      namedIn(of).analysis.templates.map((ref: DataObject) => ref["templateName"]),
      ["pay-errors-warn", "pay-more-observe", "other"],
    );
    assert.equal(Object(planWorkload(of).workload["spec"]).gates, undefined);
  });

  it("reaches the templates that a template names, in an experiment too", () => {
    const own = { all: { templates: [{ templateName: "errors" }], metrics: [{ ...limited, name: "own" }] } };
    const experiment = {
      templates: [{ name: "canary", specRef: "canary" }],
      analyses: [{ name: "check", templateName: "all", gate: "observe", args: [] }],
    };
    const of = subject({ canary: { steps: [{ experiment }] } }, { analysisTemplates: own });
    assert.deepEqual(namedIn(of).experiment.analyses, [
      { name: "check", templateName: "pay-all-observe", args: [] },
    ]);
    const made = templatesOf(of);
    assert.deepEqual(made["pay-all-observe"].templates, [{ templateName: "pay-errors-observe" }]);
    assert.deepEqual(made["pay-errors-observe"].dryRun, [{ metricName: "^errors$" }]);
  });

  it("has a version of each of two templates of one name", () => {
    const own = { errors: { metrics: [{ ...limited, name: "own" }] } };
    const both = measuredBy(
      { templateName: "errors", clusterScope: false, gate: "observe" },
      { templateName: "errors", clusterScope: true, gate: "observe" },
    );
    const made = templatesOf(subject(both, { analysisTemplates: own }));
    assert.deepEqual(Object.keys(made), ["errors", "pay-errors-observe", "pay-errors-cluster-observe"]);
  });

  it("stands in a promotion of blue-green as well", () => {
    const templates = [{ templateName: "errors", gate: "warn" }];
    const of = subject({ strategy: "blueGreen", blueGreen: { prePromotionAnalysis: { templates } } });
    assert.deepEqual(Object.keys(templatesOf(of)), ["pay-errors-warn"]);
    const { blueGreen } = Object(planWorkload(of).workload["spec"]).strategy;
    assert.deepEqual(blueGreen.prePromotionAnalysis.templates, [{ templateName: "pay-errors-warn" }]);
  });
});
