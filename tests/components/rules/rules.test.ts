import assert from "node:assert/strict";
import { type DataObject, formatFinding } from "../../../components/config";
import { checkService, rules } from "../../../components/rules";
import { values } from "../../support/services";

interface Case {
  readonly rule: string;
  readonly refuses: DataObject;
  readonly with: string;
  readonly accepts: DataObject;
}

const steps = (...weights: number[]): DataObject => ({
  rollout: { canary: { steps: weights.map((setWeight) => ({ setWeight })) } },
});

const cases: readonly Case[] = [
  {
    rule: "canary-weight-bounds",
    refuses: steps(10, 50, 150),
    with: "services.pay.rollout.canary.steps[2].setWeight: 150 is above 100. A weight is a percentage of traffic.",
    accepts: steps(0, 100),
  },
  {
    rule: "canary-can-move",
    refuses: { rollout: { canary: { maxSurge: 0, maxUnavailable: "0%" } } },
    with: "services.pay.rollout.canary.maxUnavailable: maxSurge (0) and maxUnavailable (0%) are both zero. Let one of them be at least 1, or leave both out (25 % each).",
    accepts: { rollout: { canary: { maxSurge: 1, maxUnavailable: 0 } } },
  },
  {
    rule: "autoscaling-bounds",
    refuses: {
      autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 },
      resources: { requests: { cpu: "1" } },
    },
    with: "services.pay.autoscaling.minReplicas: 5 is above maxReplicas (4). Lower minReplicas or raise maxReplicas.",
    accepts: {
      autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 4 },
      resources: { requests: { cpu: "1" } },
    },
  },
  {
    rule: "autoscaling-needs-requests",
    refuses: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { requests: { cpu: "1" } },
    },
    with: "services.pay.resources.requests.memory: A request is needed: autoscaling.enabled is true and scales on memory. Set resources.requests.memory, or scale on another resource.",
    accepts: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { limits: { memory: "1Gi" } },
    },
  },
];

function findings(layer: DataObject): string[] {
  return checkService(values(layer), ["services", "pay"]).findings.map(formatFinding);
}

describe("rules", () => {
  for (const { rule, refuses, with: message, accepts } of cases) {
    it(`${rule} refuses the mistake and names the place`, () => {
      assert.deepEqual(findings(refuses), [message]);
    });
    it(`${rule} lets the nearest right value pass`, () => {
      assert.deepEqual(findings(accepts), []);
    });
  }

  it("have a case each, an id of their own, a reason and a source", () => {
    assert.deepEqual(rules.map(({ id }) => id).sort(), cases.map(({ rule }) => rule).sort());
    for (const { why, upstream } of rules) assert.ok(why.length > 20 && upstream.length > 10);
  });
});
