import assert from "node:assert/strict";
import fc from "fast-check";
import { parseWaitFor } from "../../../../../scripts/local/provider/await/wait-for";
import { condition, object } from "./objects";

const rollout = (status: object, generation?: number) =>
  object(
    "argoproj.io/v1alpha1",
    "Rollout",
    { name: "pay", ...(generation === undefined ? {} : { generation }) },
    { status },
  );

const holds = (waitFor: string, status: object, generation?: number) =>
  parseWaitFor(waitFor)(rollout(status, generation)).ready;

const HEALTHY = "jsonpath={.status.phase}=Healthy";
const HEALTHY_OR_PAUSED = "jsonpath={.status[?@ == 'Healthy' || @ == 'Paused']}";

const cases = [
  { waitFor: HEALTHY, status: { phase: "Healthy" }, holds: true },
  { waitFor: HEALTHY, status: { phase: "Progressing" }, holds: false },
  { waitFor: HEALTHY, status: {}, holds: false },
  { waitFor: "jsonpath={$.status.phase}=Healthy", status: { phase: "Healthy" }, holds: true },
  { waitFor: "jsonpath={ .status.phase }", status: { phase: "" }, holds: true },
  { waitFor: "jsonpath={.status.canary}", status: { canary: { weights: {} } }, holds: true },
  { waitFor: "jsonpath={.status.canary}=x", status: { canary: { weights: {} } }, holds: false },
  { waitFor: "jsonpath={.status.replicas}=3", status: { replicas: 3 }, holds: true },
  { waitFor: "jsonpath={.status.abort}=true", status: { abort: true }, holds: true },
  { waitFor: HEALTHY_OR_PAUSED, status: { phase: "Paused" }, holds: true },
  { waitFor: HEALTHY_OR_PAUSED, status: { phase: "Healthy" }, holds: true },
  { waitFor: HEALTHY_OR_PAUSED, status: { phase: "Degraded" }, holds: false },
  {
    waitFor: "jsonpath={.status.conditions[?(@.type == '}=')].status}=True",
    status: { conditions: [condition("}=", "True")] },
    holds: true,
  },
  { waitFor: "condition=Healthy", status: { conditions: [condition("Healthy", "True")] }, holds: true },
  { waitFor: "condition=healthy=TRUE", status: { conditions: [condition("Healthy", "True")] }, holds: true },
  { waitFor: "condition=Paused=False", status: { conditions: [condition("Paused", "False")] }, holds: true },
  { waitFor: "condition=Healthy", status: { conditions: [condition("Healthy", "False")] }, holds: false },
  { waitFor: "condition=Healthy", status: { conditions: [] }, holds: false },
  {
    waitFor: `["${HEALTHY}","condition=Ready"]`,
    status: { phase: "Healthy", conditions: [condition("Ready", "True")] },
    holds: true,
  },
  { waitFor: `["${HEALTHY}","condition=Ready"]`, status: { phase: "Healthy", conditions: [] }, holds: false },
];

const refused = [
  { waitFor: "phase=Healthy", because: /expected a "jsonpath=" or "condition=" prefix, got "phase=Healthy"/ },
  { waitFor: "{.status.phase}", because: /expected a "jsonpath=" or "condition=" prefix/ },
  { waitFor: "[]", because: /at least one condition must be specified/ },
  { waitFor: "jsonpath=.status.phase=Healthy", because: /should be wrapped in brackets \{ \.\.\. \}/ },
  { waitFor: "jsonpath='{.status.phase}'", because: /should omit shell quotes/ },
  { waitFor: "jsonpath={.status.phase}=", because: /requires a value/ },
  { waitFor: "jsonpath={.status.phase}=a=b", because: /format should be \{\.path\}=value or \{\.path\}/ },
  { waitFor: "jsonpath={.status.phase}={.spec.phase}", because: /the value must be a literal/ },
  { waitFor: "jsonpath={.status[?}", because: /parsing "\{\.status\[\?\}"/ },
];

describe("a waitFor annotation", () => {
  for (const { waitFor, status, holds: expected } of cases) {
    it(`${waitFor} is ${expected ? "" : "not "}satisfied by ${JSON.stringify(status)}`, () => {
      assert.equal(holds(waitFor, status), expected);
    });
  }

  for (const { waitFor, because } of refused) {
    it(`refuses ${waitFor} and says why`, () => assert.throws(() => parseWaitFor(waitFor), because));
  }

  it("says what was found in place of what was asked for", () => {
    const { reasons } = parseWaitFor(`["${HEALTHY}","condition=Ready"]`)(rollout({ phase: "Degraded" }));
    assert.deepEqual(reasons, [
      'Waiting for {.status.phase}=Healthy (found "Degraded")',
      "Waiting for condition Ready=True: the resource has no such condition",
    ]);
  });

  it("does not trust a status while its observedGeneration, a number, is behind", () => {
    assert.equal(holds(HEALTHY, { phase: "Healthy", observedGeneration: 7 }, 8), false);
    assert.equal(holds(HEALTHY, { phase: "Healthy", observedGeneration: 8 }, 8), true);
    const ready = condition("Ready", "True");
    assert.equal(holds("condition=Ready", { observedGeneration: 7, conditions: [ready] }, 8), false);
    assert.equal(
      holds(
        "condition=Ready",
        { observedGeneration: 7, conditions: [{ ...ready, observedGeneration: 8 }] },
        8,
      ),
      true,
    );
  });

  it("takes a stale status when observedGeneration is a string, as Argo Rollouts writes it", () => {
    assert.equal(holds(HEALTHY, { phase: "Healthy", observedGeneration: "7" }, 8), true);
  });

  it("matches a value exactly when it is that value", () => {
    const plain = fc.string({ minLength: 1 }).filter((text) => !/[={]/.test(text));
    fc.assert(
      fc.property(plain, plain, (wanted, found) => {
        assert.equal(holds(`jsonpath={.status.phase}=${wanted}`, { phase: found }), wanted === found);
      }),
    );
  });

  it("never fails on the way: it is refused when it is read, or it judges any object", () => {
    const expression = fc.oneof(
      fc.string(),
      fc.string().map((text) => `jsonpath={${text}}`),
      fc.string().map((text) => `condition=${text}`),
    );
    fc.assert(
      fc.property(expression, fc.dictionary(fc.string(), fc.jsonValue()), (waitFor, status) => {
        const judge = parsed(waitFor);
        const verdict = judge?.(rollout(status, 1));
        assert.equal(typeof (verdict?.ready ?? true), "boolean");
      }),
    );
  });
});

function parsed(waitFor: string) {
  try {
    return parseWaitFor(waitFor);
  } catch {
    return undefined;
  }
}
