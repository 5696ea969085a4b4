import assert from "node:assert/strict";
import { type DataObject } from "../../../components/config";
import { planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

/** What is left to others, by object: `HTTPRoute pay: spec.rules`. */
function leftToOthers(...layers: DataObject[]): string[] {
  const { ownedByOthers } = planWorkload(subjectOf(...layers));
  return [...ownedByOthers].flatMap(([{ kind, metadata }, paths]) =>
    paths.map((path) => `${kind} ${metadata.name}: ${path}`),
  );
}

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const istio = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
const autoscaled = { resources: { requests: { cpu: "1" } }, autoscaling: { enabled: true } };

describe("what an up leaves to others", () => {
  it("is the selector of the Service alone for a Deployment with a route", () => {
    assert.deepEqual(leftToOthers({ httpRoute }, istio), ["Service pay: spec.selector"]);
  });

  it("is the number of pods with an autoscaler, whatever the kind", () => {
    for (const [enabled, kind] of [
      [false, "Deployment"],
      [true, "Rollout"],
    ] as const)
      assert.ok(leftToOthers(autoscaled, { rollout: { enabled } }).includes(`${kind} pay: spec.replicas`));
  });

  it("is what holds the weights of a canary: the whole list", () => {
    const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }] } };
    assert.deepEqual(leftToOthers({ httpRoute, rollout }, istio), [
      "Service pay: spec.selector",
      "Service pay-stable: spec.selector",
      "Service pay-canary: spec.selector",
      "HTTPRoute pay: spec.rules",
      "VirtualService pay: spec.http",
    ]);
  });

  it("is no selector that the values give, where no controller switches the Service", () => {
    const workloadRef = { name: "pay-legacy" };
    const layer = { image: null, service: { selector: { app: "legacy" } } };
    assert.deepEqual(leftToOthers(layer, { rollout: { enabled: true, workloadRef } }), []);
    assert.deepEqual(
      leftToOthers(layer, { rollout: { enabled: true, strategy: "bluegreen", workloadRef } }),
      ["Service pay: spec.selector", "Service pay-preview: spec.selector"],
    );
  });
});
