import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { analysisRules } from "../../../components/rules/analysis";
import { describeRules, findingsOf } from "../../support/rule-cases";
import { withLive } from "../../support/scoped-rule-cases";

const provider = { prometheus: { address: "http://prometheus", query: "up" } };
const metric = (name: string, values: DataObject = {}): DataObject => ({ name, provider, ...values });
const uses = (...names: string[]): DataObject => ({
  templates: names.map((templateName) => ({ templateName })),
});
const withTemplates = (analysisTemplates: DataObject, rollout: DataObject): DataObject => ({
  analysisTemplates,
  rollout: { enabled: true, ...rollout },
});
const inStep = (analysis: DataObject): DataObject => ({
  canary: { steps: [{ setWeight: 20 }, { analysis }] },
});
const inBackground = (analysis: DataObject): DataObject => ({ canary: { analysis } });
const experimentStep = (analysis: DataObject, values: DataObject = {}): DataObject => {
  const templates = [{ name: "canary", specRef: "canary" }];
  const analyses = [{ name: "check", templateName: "a", ...analysis }];
  return { experiment: { duration: "10m", templates, analyses, ...values } };
};
const inExperiment = (analysis: DataObject, values?: DataObject): DataObject => ({
  canary: { steps: [experimentStep(analysis, values)] },
});
const step = "services.pay.rollout.canary.steps[1].analysis";
const background = "services.pay.rollout.canary.analysis";
const experiment = "services.pay.rollout.canary.steps[0].experiment";

const endless = { a: { metrics: [metric("up", { interval: "1m" })] } };
const counted = (count: number | string, args: DataObject[] = []): DataObject => ({
  a: { args, metrics: [metric("up", { interval: "1m", count })] },
});
const neverEnds =
  'The metric "up" of the template "a" never ends: it has an interval and no count. Set its count, or use the template in rollout.canary.analysis, which ends with the update.';

const withArgs = (...args: DataObject[]): DataObject => ({ args, metrics: [metric("up")] });
const other = (...args: DataObject[]): DataObject => ({ args, metrics: [metric("down")] });
const missing = (name: string) =>
  `The argument "${name}" of the template "a" has no value. Add {name: ${name}, value: ...} to args, or give it a default in the template.`;
const secret = { valueFrom: { secretKeyRef: { name: "prometheus", key: "token" } } };

const limited = (name: string, values: DataObject = {}): DataObject =>
  metric(name, { max: 1, onNoData: "fail", ...values });
/** Five measurements, of which none may fail, unless an argument says otherwise. */
const counting = (values: DataObject): DataObject => ({
  a: {
    args: [
      { name: "n", value: "5" },
      { name: "f", value: "0" },
    ],
    metrics: [limited("up", { interval: "1m", ...values })],
  },
});
const gatedBy = (gate: string, templateName = "a"): DataObject =>
  inStep({ templates: [{ templateName, gate }] });
const job = { job: { spec: { template: { spec: { restartPolicy: "Never" } } } } };

describeRules("rules about the use of AnalysisTemplates", analysisRules, [
  {
    rule: "argument-type",
    refuses: withTemplates(
      { a: withArgs({ name: "most", type: "number" }, { name: "window", type: "duration", value: "5m" }) },
      inStep({
        ...uses("a"),
        args: [
          { name: "most", value: "5 %" },
          { name: "window", value: "5" },
        ],
      }),
    ),
    with: [
      `${step}.args[0].value: "5 %" is not a number. The template's "most" is of the type number.`,
      `${step}.args[1].value: "5" is not a duration such as 5m. The template's "window" is of the type duration.`,
    ],
    accepts: withTemplates(
      { a: withArgs({ name: "most", type: "number" }, { name: "any" }) },
      inStep({
        ...uses("a"),
        args: [
          { name: "most", value: "5e-2" },
          { name: "any", value: "5 %" },
        ],
      }),
    ),
  },
  {
    rule: "argument-type",
    when: "a value for a limit whose argument has no type, and each type that an argument has",
    refuses: withTemplates(
      {
        a: { args: [{ name: "most" }], metrics: [limited("up", { max: "{{args.most}}" })] },
        b: { args: [{ name: "most", type: "integer" }], metrics: [limited("down")] },
      },
      inStep({ ...uses("a", "b"), args: [{ name: "most", value: "few" }] }),
    ),
    with: [
      `${step}.args[0].value: "few" is not a number. The template's "most" is of the type number.`,
      `${step}.args[0].value: "few" is not a whole number. The template's "most" is of the type integer.`,
    ],
    accepts: withTemplates(
      { a: { args: [{ name: "most" }], metrics: [limited("up", { max: "{{args.most}}" })] } },
      inStep({ ...uses("a"), args: [{ name: "most", value: "1.5" }] }),
    ),
  },
  {
    rule: "argument-limits",
    refuses: withTemplates(
      counting({ count: "{{args.n}}", failureLimit: "{{args.f}}" }),
      inStep({ ...uses("a"), args: [{ name: "f", value: "10" }] }),
    ),
    with: `${step}.args: The metric "up" of "a": 5 is below failureLimit (10) and consecutiveSuccessLimit (0) together. Raise count, or lower the limits.`,
    accepts: [
      withTemplates(
        counting({ count: "{{args.n}}", failureLimit: "{{args.f}}" }),
        inStep({
          ...uses("a"),
          args: [
            { name: "f", value: "10" },
            { name: "n", value: "10" },
          ],
        }),
      ),
      // What the template says by itself is found there.
      withTemplates(
        { a: { metrics: [limited("up", { interval: "1m", count: 1, failureLimit: 9 })] } },
        inStep(uses("a")),
      ),
    ],
  },
  {
    rule: "argument-limits",
    when: "a count without an end, and a number that is too low",
    refuses: withTemplates(
      counting({ count: "{{args.n}}", inconclusiveLimit: "{{args.f}}" }),
      inStep({
        ...uses("a"),
        args: [
          { name: "n", value: "0" },
          { name: "f", value: "-1" },
        ],
      }),
    ),
    with: [
      `${step}.args: The metric "up" of "a": inconclusiveLimit is -1, and 0 is the least. Give another value.`,
      `${step}.args: The metric "up" of "a": a count of 0 never ends, and the update waits for the end. Give a count above 0.`,
    ],
    accepts: withTemplates(
      counting({ count: "{{args.n}}" }),
      inBackground({ ...uses("a"), args: [{ name: "n", value: "0" }] }),
    ),
  },
  {
    rule: "gate-template",
    refuses: withTemplates({ a: { templates: [{ templateName: "elsewhere" }] } }, gatedBy("observe")),
    with: `${step}.templates[0].templateName: For gate: observe the content of the template "elsewhere" has to be known, and it is not. Declare it in the service, the stack or its platform.`,
    accepts: [
      withTemplates({ a: { metrics: [limited("up")] } }, gatedBy("observe")),
      withTemplates({}, gatedBy("enforce", "elsewhere")),
    ],
    around: withLive(),
  },
  {
    rule: "unchecked-gate",
    refuses: withTemplates({}, gatedBy("warn", "elsewhere")),
    with: `${step}.templates[0].templateName: Not checked: gate: warn needs the content of the template "elsewhere", and the cluster was not read. Declare it in the service or the stack, or let the stack read the cluster.`,
    accepts: withTemplates({ a: { metrics: [limited("up")] } }, gatedBy("warn")),
  },
  {
    rule: "gate-experiment",
    refuses: withTemplates({ a: { metrics: [limited("up")] } }, inExperiment({ gate: "warn" })),
    with: `${experiment}.analyses[0].templateName: An experiment cannot warn: one that is inconclusive begins again without an end. Use gate: observe until it may enforce, or measure in a step of its own.`,
    accepts: withTemplates({ a: { metrics: [limited("up")] } }, inExperiment({ gate: "observe" })),
  },
  {
    rule: "gate-copy-name",
    refuses: withTemplates(
      { a: { metrics: [limited("up")] }, "pay-a-warn": { metrics: [limited("down")] } },
      gatedBy("warn"),
    ),
    with: `${step}.templates[0].templateName: For its gate the template gets a copy, and its name, "pay-a-warn", is that of another template of the service. Rename the template.`,
    accepts: withTemplates(
      { a: { metrics: [limited("up")] }, "pay-a-warn": { metrics: [limited("down")] } },
      gatedBy("observe"),
    ),
  },
  {
    rule: "gate-condition",
    refuses: withTemplates(
      { a: { metrics: [metric("smoke", { provider: job }), limited("up")] } },
      gatedBy("warn"),
    ),
    with: `${step}.templates[0].templateName: For gate: warn the metric "smoke" of the template "a" has no condition. Use gate: observe until it may enforce, or give the metric a condition.`,
    accepts: [
      withTemplates({ a: { metrics: [metric("smoke", { provider: job })] } }, gatedBy("observe")),
      withTemplates({ a: { metrics: [limited("up")] } }, gatedBy("warn")),
    ],
  },
  {
    rule: "gate-overlap",
    refuses: withTemplates(
      { a: { metrics: [limited("up")] }, all: { templates: [{ templateName: "a" }] } },
      inStep({ templates: [{ templateName: "all" }, { templateName: "a", gate: "observe" }] }),
    ),
    with: `${step}.templates[1].templateName: The template "a" is measured here with gate: enforce and with gate: observe. Give both the same gate, or name it once.`,
    accepts: withTemplates(
      { a: { metrics: [limited("up")] }, all: { templates: [{ templateName: "a" }] } },
      { gates: { "*": "observe" }, ...inStep(uses("all", "a")) },
    ),
  },
  {
    rule: "unknown-gate",
    when: "a template that only another one names",
    refuses: withTemplates(
      { inner: { metrics: [limited("up")] }, outer: { templates: [{ templateName: "inner" }] } },
      { gates: { inner: "observe" }, ...inStep(uses("outer")) },
    ),
    with: 'services.pay.rollout.gates.inner: "inner" is measured only as a part of "outer", whose gate counts for it. Set the gate of "outer".',
    accepts: withTemplates(
      { inner: { metrics: [limited("up")] }, outer: { templates: [{ templateName: "inner" }] } },
      { gates: { outer: "observe" }, ...inStep(uses("outer")) },
    ),
  },
  {
    rule: "unknown-gate",
    refuses: withTemplates(
      { latency: { metrics: [limited("up")] } },
      { gates: { latncy: "observe", "*": "warn" }, ...inStep(uses("latency")) },
    ),
    with: 'services.pay.rollout.gates.latncy: There is no template "latncy". Did you mean "latency"?',
    accepts: withTemplates({ latency: { metrics: [limited("up")] } }, { gates: { latency: "observe" } }),
  },
  {
    rule: "endless-metric",
    when: "a metric without a count in a step",
    refuses: withTemplates(endless, inStep(uses("a"))),
    with: `${step}: ${neverEnds}`,
    accepts: [
      withTemplates(endless, inBackground(uses("a"))),
      withTemplates({ a: { metrics: [metric("once")] } }, inStep(uses("a"))),
    ],
  },
  {
    rule: "endless-metric",
    when: "a count of zero before a promotion, through another template",
    refuses: withTemplates(
      { ...counted(0), all: { templates: [{ templateName: "a" }] } },
      { strategy: "blueGreen", blueGreen: { prePromotionAnalysis: uses("all") } },
    ),
    with: `services.pay.rollout.blueGreen.prePromotionAnalysis: ${neverEnds}`,
    accepts: withTemplates(counted(1), {
      strategy: "blueGreen",
      blueGreen: { prePromotionAnalysis: uses("a"), postPromotionAnalysis: uses("a") },
    }),
  },
  {
    rule: "endless-metric",
    when: "a count that is an argument without a default",
    refuses: withTemplates(
      counted("{{args.count}}", [{ name: "count" }]),
      inStep({ ...uses("a"), args: [{ name: "count", value: "3" }] }),
    ),
    with: `${step}: The metric "up" of the template "a" never ends: it has an interval and its count is the argument "count", which the controller checks without the Rollout's value. Give the argument a default in the template: a number above 0.`,
    accepts: withTemplates(counted("{{args.count}}", [{ name: "count", value: "3" }]), inStep(uses("a"))),
  },
  {
    rule: "endless-metric",
    when: "what an experiment waits for",
    refuses: withTemplates(endless, inExperiment({ requiredForCompletion: true })),
    with: `${experiment}.analyses[0]: ${neverEnds}`,
    accepts: [
      withTemplates(endless, inExperiment({})),
      withTemplates(
        { a: { metrics: [metric("up", { interval: "1m", consecutiveSuccessLimit: 3 })] } },
        inExperiment({ requiredForCompletion: true }),
      ),
    ],
  },
  {
    rule: "duplicate-metric",
    refuses: withTemplates(
      { a: { metrics: [metric("up")] }, b: { metrics: [metric("up")] } },
      inStep(uses("a", "b")),
    ),
    with: `${step}: The templates "a" and "b" both have a metric "up". Rename one of the two, or measure one template alone.`,
    // A template that is named twice counts once.
    accepts: withTemplates(
      { a: { metrics: [metric("up")] }, b: { templates: [{ templateName: "a" }] } },
      inStep(uses("a", "b", "a")),
    ),
  },
  {
    rule: "missing-argument",
    when: "no value",
    refuses: withTemplates({ a: withArgs({ name: "service" }) }, inStep(uses("a"))),
    with: `${step}: ${missing("service")}`,
    accepts: [
      withTemplates({ a: withArgs({ name: "service", value: "pay" }) }, inStep(uses("a"))),
      withTemplates({ a: withArgs({ name: "token", ...secret }) }, inStep(uses("a"))),
      withTemplates(
        { a: withArgs({ name: "service" }) },
        inStep({ ...uses("a"), args: [{ name: "service", valueFrom: { podTemplateHashValue: "Latest" } }] }),
      ),
      withTemplates(
        { a: withArgs({ name: "service" }), b: other({ name: "service", value: "pay" }) },
        inStep(uses("a", "b")),
      ),
    ],
  },
  {
    rule: "missing-argument",
    when: "another template's default, which does not count in the background",
    refuses: withTemplates(
      { a: withArgs({ name: "service" }), b: other({ name: "service", value: "pay" }) },
      inBackground(uses("a", "b")),
    ),
    with: `${background}: ${missing("service")}`,
    accepts: withTemplates(
      { a: withArgs({ name: "service" }), b: other({ name: "service", value: "pay" }) },
      inBackground({ ...uses("a", "b"), args: [{ name: "service", value: "pay" }] }),
    ),
  },
  {
    rule: "missing-argument",
    when: "a fieldRef of the template, which the controller does not read",
    refuses: withTemplates(
      { a: withArgs({ name: "service", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }) },
      inExperiment({}),
    ),
    with: `${experiment}.analyses[0]: ${missing("service")}`,
    accepts: withTemplates(
      { a: withArgs({ name: "service", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }) },
      inExperiment({ args: [{ name: "service", value: "pay" }] }),
    ),
  },
  {
    rule: "missing-argument",
    when: "a Secret that another template's declaration takes away",
    refuses: withTemplates(
      { b: other({ name: "token", ...secret }), a: withArgs({ name: "token" }) },
      inStep(uses("b", "a")),
    ),
    with: `${step}: ${missing("token")}`,
    accepts: [
      withTemplates(
        { b: other({ name: "token", ...secret }), a: withArgs({ name: "token" }) },
        inStep(uses("a", "b")),
      ),
      withTemplates(
        { b: other({ name: "token", value: "t" }), a: withArgs({ name: "token" }) },
        inStep(uses("b", "a")),
      ),
    ],
  },
  {
    rule: "argument-defaults",
    refuses: withTemplates(
      { a: withArgs({ name: "n", value: "1" }), b: other({ name: "n", value: "2" }) },
      inStep({ ...uses("a", "b"), args: [{ name: "n", value: "3" }] }),
    ),
    with: `${step}: The argument "n" has two defaults: "1" in "a" and "2" in "b". Make them equal, or leave one of them out.`,
    accepts: withTemplates(
      {
        a: withArgs({ name: "n", value: "1" }),
        b: other({ name: "n", value: "1" }),
        c: withArgs({ name: "n" }),
      },
      inStep(uses("c", "a", "b")),
    ),
  },
  {
    rule: "ignored-argument",
    when: "a misspelt argument",
    refuses: withTemplates(
      { a: withArgs({ name: "service", value: "pay" }) },
      inStep({ ...uses("a"), args: [{ name: "servce", value: "buy" }] }),
    ),
    with: `${step}.args[0].name: No template here has an argument "servce". Did you mean "service"?`,
    accepts: [
      withTemplates(
        { a: withArgs({ name: "service", value: "pay" }) },
        inStep({ ...uses("a"), args: [{ name: "service", value: "buy" }] }),
      ),
      // What a template that is not known would take, nobody knows.
      withTemplates({}, inStep({ ...uses("a"), args: [{ name: "servce", value: "buy" }] })),
    ],
  },
  {
    rule: "ignored-argument",
    when: "one that comes from a Secret",
    refuses: withTemplates(
      { a: withArgs({ name: "token", ...secret }) },
      inStep({ ...uses("a"), args: [{ name: "token", value: "test" }] }),
    ),
    with: `${step}.args[0].name: The template reads "token" from a Secret, and the controller takes that one. Leave it out here, or take valueFrom out of the template.`,
    accepts: withTemplates(
      { a: withArgs({ name: "token" }) },
      inStep({ ...uses("a"), args: [{ name: "token", value: "test" }] }),
    ),
  },
  {
    rule: "duplicate-metric-rule",
    when: "an entry of the step that its template has too",
    refuses: withTemplates(
      { a: { metrics: [metric("up")], dryRun: [{ metricName: "up" }] } },
      inStep({ ...uses("a"), dryRun: [{ metricName: "up" }] }),
    ),
    with: `${step}.dryRun[0].metricName: "up" is there twice: also in dryRun of the template "a". Leave one of the two out.`,
    accepts: withTemplates(
      { a: { metrics: [metric("up")], measurementRetention: [{ metricName: "up", limit: 5 }] } },
      inStep({ ...uses("a"), dryRun: [{ metricName: "up" }] }),
    ),
  },
  {
    rule: "duplicate-metric-rule",
    when: "two entries of measurementRetention",
    refuses: withTemplates(
      { a: { metrics: [metric("up")], measurementRetention: [{ metricName: "up", limit: 5 }] } },
      inBackground({ ...uses("a"), measurementRetention: [{ metricName: "up", limit: 9 }] }),
    ),
    with: `${background}.measurementRetention[0].metricName: "up" is there twice: also in measurementRetention of the template "a". Leave one of the two out.`,
    accepts: withTemplates(
      { a: { metrics: [metric("up")], measurementRetention: [{ metricName: "up", limit: 5 }] } },
      inBackground({ ...uses("a"), measurementRetention: [{ metricName: ".*", limit: 9 }] }),
    ),
  },
  {
    rule: "duplicate-metric-rule",
    when: "an entry of a step that a template of the background has",
    refuses: withTemplates(
      {
        a: { metrics: [metric("up")], dryRun: [{ metricName: "up" }] },
        b: { metrics: [metric("up")] },
      },
      {
        canary: {
          steps: [{ setWeight: 20 }, { analysis: { ...uses("b"), dryRun: [{ metricName: "up" }] } }],
          analysis: uses("a"),
        },
      },
    ),
    with: `${step}.dryRun[0].metricName: "up" is there twice: also in dryRun of the template "a". Leave one of the two out: the controller checks the entries of a step with the templates of every analysis.`,
    accepts: withTemplates(
      { a: { metrics: [metric("up")] }, b: { metrics: [metric("up")] } },
      {
        canary: {
          steps: [
            { analysis: { ...uses("b"), dryRun: [{ metricName: "up" }] } },
            { analysis: { ...uses("a"), dryRun: [{ metricName: "up" }] } },
          ],
          analysis: { ...uses("a"), dryRun: [{ metricName: "up" }] },
        },
      },
    ),
  },
  {
    rule: "unmatched-metric-rule",
    when: "an entry for no metric",
    refuses: withTemplates(
      { a: { metrics: [metric("up"), metric("errors")], dryRun: [{ metricName: "upp" }] } },
      inStep({ ...uses("a"), measurementRetention: [{ metricName: "^rrors", limit: 5 }] }),
    ),
    with: [
      `${step}: "upp" in dryRun of the template "a" is the name of no metric that is measured here. There are: up, errors.`,
      `${step}.measurementRetention[0].metricName: "^rrors" is the name of no metric that is measured here. There are: up, errors.`,
    ],
    accepts: [
      withTemplates(
        { a: { metrics: [metric("up"), metric("errors")], dryRun: [{ metricName: "rror" }] } },
        inStep({ ...uses("a"), measurementRetention: [{ metricName: ".*", limit: 5 }] }),
      ),
      withTemplates(
        { a: { metrics: [metric("{{args.n}}"), metric("errors")] } },
        inStep({ ...uses("a"), dryRun: [{ metricName: "up" }] }),
      ),
      withTemplates(
        { a: { metrics: [metric("up")] } },
        inStep({ ...uses("a"), dryRun: [{ metricName: "(?i)UP" }] }),
      ),
    ],
  },
  {
    rule: "unmatched-metric-rule",
    when: "an entry of an experiment that one of its analyses does not have",
    refuses: withTemplates(
      { a: { metrics: [metric("up")] } },
      inExperiment({}, { dryRun: [{ metricName: "errors" }] }),
    ),
    with: `${experiment}.dryRun[0].metricName: "errors" is the name of no metric that is measured here. There are: up.`,
    accepts: withTemplates(
      { a: { metrics: [metric("up")] } },
      inExperiment({}, { dryRun: [{ metricName: "up" }] }),
    ),
  },
]);

describe("entries of dryRun", () => {
  const up = [{ metricName: "up" }];
  const templates = {
    a: { metrics: [metric("up")], dryRun: up },
    b: { metrics: [metric("up-too")], dryRun: up },
    c: { metrics: [metric("up")] },
  };

  it("that two templates have are reported in the one place that uses both", () => {
    const steps = [{ analysis: uses("c") }, { analysis: uses("c") }];
    const values = withTemplates(templates, { canary: { steps, analysis: uses("a", "b") } });
    assert.deepEqual(findingsOf("duplicate-metric-rule", values), [
      `${background}: "up" in dryRun of the template "b" is there twice: also in dryRun of the template "a". Leave one of the two out.`,
    ]);
  });

  it("of a step have nothing to do with an experiment's templates", () => {
    const steps = [experimentStep({ templateName: "a" }), { analysis: { ...uses("c"), dryRun: up } }];
    assert.deepEqual(
      findingsOf("duplicate-metric-rule", withTemplates(templates, { canary: { steps } })),
      [],
    );
  });
});

describe("an argument beside a template that is not known", () => {
  const template = { a: withArgs({ name: "service" }) };

  it("may have its default there, in a step", () => {
    const values = withTemplates(template, inStep(uses("a", "unknown")));
    assert.deepEqual(findingsOf("missing-argument", values), []);
  });

  it("is missing all the same in the background, where a default elsewhere does not count", () => {
    const values = withTemplates(template, inBackground(uses("a", "unknown")));
    assert.deepEqual(findingsOf("missing-argument", values), [`${background}: ${missing("service")}`]);
  });
});

describe("templates that are in the cluster", () => {
  const values = withTemplates({}, inStep(uses("a")));

  it("are looked at like those of the stack", () => {
    const around = withLive({
      analysisTemplates: new Map([["a", { args: [{ name: "service" }], metrics: [] }]]),
    });
    assert.deepEqual(findingsOf("missing-argument", values, around), [`${step}: ${missing("service")}`]);
  });

  it("are merged after those of the namespace", () => {
    const cluster = new Map([["b", { args: [{ name: "token", ...secret }], metrics: [] }]]);
    const around = withLive({ clusterAnalysisTemplates: cluster });
    const used = withTemplates({ a: withArgs({ name: "token" }) }, inStep(uses("b", "a")));
    assert.deepEqual(findingsOf("missing-argument", used, around), []);
  });

  it("say nothing when they have a form that this package does not know", () => {
    const around = withLive({
      analysisTemplates: new Map([["a", { args: [{ name: "service" }], future: true }]]),
    });
    assert.deepEqual(findingsOf("missing-argument", values, around), []);
    assert.deepEqual(findingsOf("unknown-template", values, around), []);
  });
});
