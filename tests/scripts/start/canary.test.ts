import assert from "node:assert/strict";
import { describeCanary, isDone, type Rollout } from "../../../scripts/start/canary";

const steps = [{ setWeight: 25 }, {}, { setWeight: 50 }, {}];

function rollout(status: Partial<Rollout["status"]>): Rollout {
  return {
    metadata: { generation: 10 },
    spec: {
      replicas: 4,
      strategy: { canary: { steps } },
    },
    status: { phase: "Paused", updatedReplicas: 1, observedGeneration: "10", ...status },
  };
}

describe("a canary's line", () => {
  const lines: [string, Partial<Rollout["status"]>, string][] = [
    [
      "at its first weight",
      { currentStepIndex: 0 },
      "[#####...............]  25 %  step 0 of 4  1 of 4 pods new  Paused",
    ],
    [
      "at the pause behind a weight",
      { currentStepIndex: 1 },
      "[#####...............]  25 %  step 1 of 4  1 of 4 pods new  Paused",
    ],
    [
      "past all steps",
      { currentStepIndex: 4, phase: "Healthy" },
      "[####################] 100 %  step 4 of 4  1 of 4 pods new  Healthy",
    ],
  ];
  for (const [when, status, line] of lines) {
    it(`shows weight, step and pods ${when}`, () => {
      assert.equal(describeCanary(rollout(status)), line);
    });
  }
});

describe("the end of a canary", () => {
  it("is Healthy for the newest spec; generations are compared as text", () => {
    assert.equal(isDone(rollout({ phase: "Healthy", observedGeneration: "10" })), true);
    assert.equal(isDone(rollout({ phase: "Healthy", observedGeneration: "9" })), false);
    assert.equal(isDone(rollout({ phase: "Paused" })), false);
  });
});
