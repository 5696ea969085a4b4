import assert from "node:assert/strict";
import { renderClusterAnalysisTemplates } from "../../../components/analysis";
import {
  analysisTemplates,
  type DataObject,
  INSTANCE_LABEL,
  instanceOf,
  RELEASE_CHECKSUM,
} from "../../../components/config";
import type { Manifest, Subject } from "../../../components/manifests";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

const ids = ["shard-0", "shard-1", "shard-2"];
const id = instanceOf("pay", ids);
const provider = { web: { url: "https://registry.example/up" } };
const up = { metrics: [{ name: "up", interval: "1m", count: 3, successCondition: "true", provider }] };
const clusterTemplates = analysisTemplates.parse({
  errors: up,
  all: { templates: [{ templateName: "errors" }, { templateName: "of-the-cluster" }] },
});
const use = (...names: string[]) => ({ templates: names.map((templateName) => ({ templateName })) });
const canary = (steps: readonly DataObject[], more: DataObject = {}) => ({
  rollout: { enabled: true, canary: { steps }, ...more },
});
const sharded = (values: DataObject, more: Partial<Subject> = {}): Subject => ({
  ...subjectOf(values),
  ...{ clusterTemplates, instances: ids },
  ...more,
});
const rolloutOf = (subject: Subject) => planWorkload(subject).workload;
const labelOf = ({ metadata: { labels } }: Manifest) => labels?.[INSTANCE_LABEL];

describe("a service of one of several controllers", () => {
  it("has the id of its controller as a label of its Rollout and templates, and of nothing else", () => {
    const values = { ...canary([{ analysis: use("up") }]), analysisTemplates: { up } };
    const labelled = manifestsOf(planWorkload(sharded(values))).filter((one) => labelOf(one) !== undefined);
    assert.deepEqual(
      labelled.map((one) => [one.kind, labelOf(one)]),
      [
        ["AnalysisTemplate", id],
        ["Rollout", id],
      ],
    );
    assert.equal(JSON.stringify(rolloutOf(sharded(values))["spec"]).includes(INSTANCE_LABEL), false);
  });

  it("has none as a Deployment, which no such controller reconciles", () => {
    assert.equal(labelOf(rolloutOf(sharded({}))), undefined);
  });

  it("goes to the controller that it is pinned to, and the Rollout's spec does not say so", () => {
    for (const [shard, pinned] of ids.entries()) {
      const rollout = rolloutOf(sharded(canary([], { shard })));
      assert.equal(labelOf(rollout), pinned);
      assert.equal(Object(rollout["spec"]).shard, undefined);
    }
  });

  it("names that controller's copies of templates that stacks make, wherever it names one", () => {
    const experiment = {
      templates: [{ name: "canary", specRef: "canary" }],
      analyses: [{ name: "errors", templateName: "errors" }],
    };
    const values = {
      ...canary([{ analysis: use("errors", "up") }, { experiment }], { gates: { all: "observe" } }),
      analysisTemplates: { up, both: use("up", "all") },
    };
    const subject = sharded(values);
    const { canary: rendered } = Object(rolloutOf(subject)["spec"]).strategy;
    const copy = { templateName: `errors-${id}`, clusterScope: true };
    assert.deepEqual(rendered.steps[0].analysis.templates, [copy, { templateName: "up" }]);
    assert.deepEqual(rendered.steps[1].experiment.analyses, [{ name: "errors", ...copy }]);
    const both = planWorkload(subject).prerequisites.find(({ metadata }) => metadata.name === "both");
    assert.deepEqual(Object(both?.["spec"]).templates, [
      { templateName: "up" },
      { templateName: `all-${id}`, clusterScope: true },
    ]);
  });

  it("labels its own versions of gates that do not enforce, which no other controller shares", () => {
    const values = canary([{ analysis: use("errors") }], { gates: { errors: "observe" } });
    const { prerequisites, workload } = planWorkload(sharded(values));
    const [copy] = prerequisites.filter(({ kind }) => kind === "AnalysisTemplate");
    assert.equal(copy && labelOf(copy), id);
    const { canary: rendered } = Object(workload["spec"]).strategy;
    assert.deepEqual(rendered.steps[0].analysis.templates, [{ templateName: copy?.metadata.name }]);
  });

  it("names what the cluster alone has as it is", () => {
    const live = {
      clusterAnalysisTemplates: new Map([["theirs", up]]),
      analysisTemplates: new Map(),
      workloads: [],
      templateInstances: new Map([["ClusterAnalysisTemplate theirs", String(id)]]),
    };
    const { canary: rendered } = Object(
      rolloutOf(sharded(canary([{ analysis: use("theirs") }]), { live }))["spec"],
    ).strategy;
    assert.deepEqual(rendered.steps[0].analysis.templates, [{ templateName: "theirs", clusterScope: true }]);
  });

  it("moves between controllers with the same pods, and without a template of the cluster with the same steps", () => {
    const [first, second] = [0, 1].map((shard) => rolloutOf(sharded(canary([{ setWeight: 20 }], { shard }))));
    assert.notEqual(first && labelOf(first), second && labelOf(second));
    assert.deepEqual(first?.["spec"], second?.["spec"]);
    const checksum = (one: Manifest | undefined) => one?.metadata.annotations?.[RELEASE_CHECKSUM];
    assert.equal(checksum(first), checksum(second));
  });
});

describe("the ClusterAnalysisTemplates of several controllers", () => {
  it("are made for each, and name each other's copies of the same one", () => {
    const rendered = renderClusterAnalysisTemplates(clusterTemplates, { instances: ids.slice(0, 2) });
    assert.deepEqual(
      rendered.map((one) => [one.metadata.name, labelOf(one)]),
      [
        ["errors-shard-0", "shard-0"],
        ["errors-shard-1", "shard-1"],
        ["all-shard-0", "shard-0"],
        ["all-shard-1", "shard-1"],
      ],
    );
    assert.deepEqual(rendered[3]?.["spec"], {
      templates: [{ templateName: "errors-shard-1", clusterScope: true }, { templateName: "of-the-cluster" }],
    });
  });

  it("keep their names for a single controller, whether it has an id or not", () => {
    const made = (instances: readonly string[]) =>
      renderClusterAnalysisTemplates({ errors: up }, { instances }).map((one) => [
        one.metadata.name,
        labelOf(one),
      ]);
    assert.deepEqual(made(["blue"]), [["errors", "blue"]]);
    assert.deepEqual(made([]), [["errors", undefined]]);
  });
});
