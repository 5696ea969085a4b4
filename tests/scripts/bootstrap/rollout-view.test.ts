import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { sentenceOf, viewOf } from "../../../scripts/bootstrap/rollout-view";

const rollout = (status: DataObject, spec: DataObject = {}): DataObject => ({
  metadata: { name: "pay", generation: 3 },
  spec,
  status: { observedGeneration: "3", currentPodHash: "b", stableRS: "a", ...status },
});
const canary = (...steps: DataObject[]): DataObject => ({ strategy: { canary: { steps } } });

describe("a release that the pipeline follows", () => {
  it("is what the controller says of the newest spec", () => {
    assert.equal(viewOf(rollout({ phase: "Healthy" })).state, "Healthy");
    assert.equal(viewOf(rollout({ phase: "Degraded", message: "no" })).state, "Degraded");
    assert.equal(viewOf(rollout({ phase: "Progressing" })).state, "Progressing");
    assert.equal(viewOf(rollout({ phase: "Healthy", observedGeneration: "2" })).state, "Progressing");
    assert.equal(viewOf(rollout({})).state, "Progressing");
  });

  it("needs a person at a pause without an end, and by itself at no other", () => {
    const at = (status: DataObject, spec: DataObject) =>
      viewOf(rollout({ phase: "Paused", currentStepIndex: 1, ...status }, spec)).needsPerson;
    assert.equal(at({}, canary({ setWeight: 10 }, { pause: {} })), true);
    assert.equal(at({}, canary({ setWeight: 10 }, { pause: { duration: "10m" } })), false);
    assert.equal(
      at({}, { ...canary({ setWeight: 10 }, { pause: { duration: "10m" } }), paused: true }),
      true,
    );
    assert.equal(at({}, { strategy: { blueGreen: {} } }), true);
    assert.equal(at({}, { strategy: { blueGreen: { autoPromotionSeconds: 30 } } }), false);
    assert.equal(at({ phase: "Healthy" }, canary({ setWeight: 10 }, { pause: {} })), false);
  });

  it("is told with its step, its weight and the reason of a failure", () => {
    const spec = canary({ setWeight: 10 }, { pause: {} });
    const paused = viewOf(rollout({ phase: "Paused", currentStepIndex: 1 }, spec));
    assert.equal(sentenceOf(paused), "Paused at step 1 of 2, 10 %");
    const degraded = viewOf(rollout({ phase: "Degraded", message: "RolloutAborted: x" }, spec));
    assert.equal(sentenceOf(degraded), "Degraded: RolloutAborted: x");
    assert.equal(sentenceOf(viewOf(rollout({ phase: "Healthy", currentStepIndex: 2 }, spec))), "Healthy");
  });
});
