import assert from "node:assert/strict";
import {
  controller,
  type ControllerInput,
  type ControllerLoad,
  instanceOf,
  noLoad,
} from "../../../components/config";
import {
  type ControllerCounts,
  controllerNeeds,
  sizeController,
  sizingLine,
  sizingWarning,
} from "../../../components/controller";
import { share } from "../../../components/controller/size-controller";

const size = (input: ControllerInput, counts: ControllerCounts = {}) =>
  sizeController(controller.parse(input), counts);
const loadOf = (input: ControllerInput, counts: ControllerCounts = {}) => size(input, counts).load;
const stack: ControllerLoad = {
  ...{ ...noLoad, rollouts: 10, replicaSets: 30, analysisRuns: 50, services: 20, templateBytes: 3000 },
};

describe("the size of the controller", () => {
  it("comes from the stack's services, where nothing else is known", () => {
    assert.deepEqual(loadOf({}, { stack }), stack);
    assert.deepEqual(loadOf({}), noLoad);
  });

  it("comes from the cluster, kind by kind, where there is more", () => {
    const live = { rollouts: 100, services: 5, ingresses: 7 };
    const { rollouts, services, ingresses } = loadOf({}, { stack, live });
    assert.deepEqual({ rollouts, services, ingresses }, { rollouts: 100, services: 20, ingresses: 7 });
  });

  it("takes no more of the cluster's ReplicaSets than Rollouts keep: the others are those of Deployments", () => {
    const replicaSets = (live: Partial<ControllerLoad>, revisionsKept?: number): number =>
      loadOf({ sizing: revisionsKept === undefined ? {} : { revisionsKept } }, { live }).replicaSets;
    assert.equal(replicaSets({ rollouts: 10, replicaSets: 5000 }), 110);
    assert.equal(replicaSets({ rollouts: 10, replicaSets: 5000 }, 2), 30);
    assert.equal(replicaSets({ rollouts: 10, replicaSets: 40 }), 40);
    assert.equal(replicaSets({ rollouts: 10 }), 110);
    assert.equal(replicaSets({ replicaSets: 5000 }), 0);
  });

  it("comes from the user's number, with as much around each Rollout as the stack's own have", () => {
    const { rollouts, replicaSets, analysisRuns, templateBytes } = loadOf({ rollouts: 100 }, { stack });
    assert.deepEqual([rollouts, replicaSets, analysisRuns, templateBytes], [100, 300, 500, 3000]);
    assert.equal(loadOf({ rollouts: 100 }, { stack, live: { rollouts: 900 } }).rollouts, 100);
    assert.equal(loadOf({ rollouts: 0 }, { stack }).replicaSets, 0);
  });

  it("comes from the user's number and upstream's defaults, where the stack has no Rollout", () => {
    assert.equal(loadOf({ rollouts: 100 }).replicaSets, 1100);
    assert.equal(loadOf({ rollouts: 100, sizing: { revisionsKept: 2 } }).replicaSets, 300);
    assert.equal(loadOf({ rollouts: 100, sizing: { templateBytes: 9000 } }).templateBytes, 9000);
  });

  it("has headroom on top, and a process for each plugin that is loaded", () => {
    const needs = (input: ControllerInput) => size({ rollouts: 1000, ...input }).needs;
    const request = (input: ControllerInput): number => needs(input)?.request ?? 0;
    assert.ok(request({ sizing: { headroom: 1 } }) > request({ sizing: { headroom: 0 } }));
    const plugin = { name: "a/b", location: "file:///b" };
    assert.ok(request({ plugins: { steps: [plugin] } }) > request({}));
    assert.equal(request({ plugins: { steps: [{ ...plugin, disabled: true }] } }), request({}));
  });

  it("is each one's share of the Rollouts where several controllers divide them", () => {
    const counts = { stack: { ...stack, rollouts: 100, analysisRuns: 500 } };
    const config = { sizing: { headroom: 0 } };
    const { needs } = size({ ...config, shards: 2, instanceId: "a" }, counts);
    const most = { ...counts.stack, rollouts: 65, analysisRuns: 325 };
    assert.deepEqual(needs, controllerNeeds(most, { plugins: 0, model: "measured" }));
  });

  it("is enough for the controller that has most of the Rollouts, as their names fall", () => {
    for (const shards of [2, 3, 5])
      for (const rollouts of [3, 20, 200, 2000]) {
        const ids = Array.from({ length: shards }, (_, index) => `shard-${String(index)}`);
        const owners = Array.from({ length: rollouts }, (_, index) =>
          instanceOf(`service-${String(index)}`, ids),
        );
        const most = Math.max(...ids.map((id) => owners.filter((owner) => owner === id).length));
        const sized = share({ ...stack, rollouts }, shards).rollouts;
        assert.ok(most <= sized && sized <= rollouts, `${String(most)} of ${String(sized)}`);
      }
  });

  it("is nothing where the model is none, and the guide's where it says so", () => {
    assert.equal(size({ sizing: { model: "none" } }).needs, undefined);
    const guide = size({ rollouts: 100, sizing: { model: "guide", headroom: 0 } }).needs;
    assert.equal(guide?.steady, 238);
  });
});

describe("what an up says of the controller's size", () => {
  it("is one line: what was counted, the model's figure, request and limit, headroom", () => {
    const sizing = size({}, { stack: { ...stack, rollouts: 1 } });
    const { steady, request, limit, cpu, qps } = sizing.needs ?? assert.fail();
    assert.equal(
      sizingLine(sizing),
      "Controller sized; counted: 1 Rollout, 30 ReplicaSets, 50 AnalysisRuns, 20 Services, and 25 % headroom. " +
        `The model says ${String(steady)} MiB: memory request ${String(request)} MiB, limit ${String(limit)} MiB, ` +
        `CPU request ${String(cpu)}m, ${String(qps)} requests/s.`,
    );
  });

  it("says whose number it is, which formula, and how many controllers there are", () => {
    const line = sizingLine(size({ rollouts: 7, shards: 2, instanceId: "a", sizing: { model: "guide" } }));
    assert.match(
      line,
      /^Controller sized \(each of 2\); for 7 Rollouts as controller\.rollouts says: 7 Rollouts, /,
    );
    assert.match(line, /The guide's formula says 65 MiB/);
    assert.match(sizingLine(size({ sizing: { model: "none" } })), /^Controller not sized .*: 0 Rollouts\.$/);
  });

  it("warns where the cluster has more Rollouts than the user's number, headroom included", () => {
    const warning = (live: number, input: ControllerInput = { rollouts: 100 }) =>
      sizingWarning(size(input, { live: { rollouts: live } }));
    assert.equal(warning(125), undefined);
    assert.equal(
      warning(126),
      "controller.rollouts: there are 126 Rollouts in the cluster, and the controller is sized for 125, headroom included. Raise it, or leave it out: then they are counted.",
    );
    assert.equal(warning(126, {}), undefined);
    assert.equal(sizingWarning(size({ rollouts: 1 })), undefined);
  });
});
