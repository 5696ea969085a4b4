import assert from "node:assert/strict";
import { diagnose } from "../../../scripts/doctor/diagnose";
import type { Facts } from "../../../scripts/doctor/facts";
import { dataOf, diagnosisOf, isHealthy, textOf } from "../../../scripts/doctor/report";
import { ago, autoscalerWith, factsWith, NOW, underway } from "./facts";

const examined = (more: Partial<Facts> = {}) => {
  const facts = factsWith(more);
  return diagnosisOf(facts, diagnose(facts));
};

const paused = underway(
  {},
  {
    phase: "Paused",
    pauseConditions: [{ reason: "CanaryPauseStep", startTime: ago(300) }],
    canary: { weights: { canary: { weight: 25 } } },
  },
);
const atMinimum = [autoscalerWith([{ type: "ScalingLimited", status: "True", reason: "TooFewReplicas" }])];

describe("the doctor's report", () => {
  it("is one line for a healthy service", () => {
    const diagnosis = examined();
    assert.equal(isHealthy(diagnosis), true);
    assert.equal(
      textOf(diagnosis),
      "healthy: Rollout pay in shop: Healthy, 2 of 2 pods ready, registry.example/pay:2",
    );
  });

  it("is the state, and a paragraph for each cause with its commands", () => {
    const diagnosis = examined({ rollout: paused });
    assert.equal(isHealthy(diagnosis), false);
    assert.deepEqual(textOf(diagnosis).split("\n"), [
      "Rollout pay in shop: Paused, step 2 of 4, weight 25 for the canary, 2 of 2 pods ready, registry.example/pay:2",
      "",
      "1. paused (release)",
      `   Rollout pay, status.pauseConditions[0]: It waits at step 2 of 4 (pause) since ${ago(300)} (5m ago), until somebody promotes it.`,
      "   The step is a pause without a duration: it ends by hand alone.",
      "   Next: kubectl argo rollouts promote pay -n shop",
      "         kubectl argo rollouts abort pay -n shop",
    ]);
  });

  it("stays healthy with a note, and says what was not looked at", () => {
    const diagnosis = examined({
      autoscalers: atMinimum,
      unread: ["The kubeconfig's user may not list events."],
    });
    assert.equal(isHealthy(diagnosis), true);
    const text = textOf(diagnosis);
    assert.match(text, /^healthy: .*\n\n1\. hpa-at-min \(a note on the autoscaling\)\n/);
    assert.match(text, /\nNot looked at: The kubeconfig's user may not list events\.$/);
  });

  it("is the same as data, causes and notes apart", () => {
    const data = JSON.parse(JSON.stringify(dataOf(examined({ rollout: paused, autoscalers: atMinimum }))));
    assert.deepEqual([data.service, data.namespace, data.healthy, data.unread], ["pay", "shop", false, []]);
    assert.deepEqual(Object.keys(data.causes[0]).sort(), [
      ...["field", "id", "next", "object", "seen", "subject", "why"],
    ]);
    assert.deepEqual([data.causes.length, data.causes[0].id], [1, "paused"]);
    assert.deepEqual([data.notes.length, data.notes[0].id], [1, "hpa-at-min"]);
  });

  it("counts time from when it looked", () => {
    const later = examined({ rollout: paused, now: NOW + 60_000 });
    assert.match(textOf(later), /\(6m ago\)/);
  });
});
