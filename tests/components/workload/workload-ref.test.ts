import assert from "node:assert/strict";
import { type DataObject, parse, service } from "../../../components/config";
import { planWorkload } from "../../../components/workload";
import { assertContains } from "../../support/contains";

const workloadRef = { apiVersion: "apps/v1", kind: "Deployment", name: "pay-legacy", scaleDown: "onsuccess" };

function plan(values: DataObject) {
  const { value, findings } = parse(service, values);
  assert.ok(value, JSON.stringify(findings));
  return planWorkload({ name: "pay", namespace: "shop", service: value });
}

describe("a Rollout of a workload that is made elsewhere", () => {
  const planned = plan({
    service: { port: 80, targetPort: 8080, selector: { app: "legacy" } },
    rollout: { enabled: true, strategy: "bluegreen", workloadRef },
  });

  it("names it instead of pods of its own, and makes nothing that only pods need", () => {
    const spec = Object(planned.workload["spec"]);
    assert.deepEqual(Object.keys(spec).sort(), ["replicas", "strategy", "workloadRef"]);
    assert.deepEqual(spec.workloadRef, workloadRef);
    assert.deepEqual(planned.prerequisites, []);
  });

  it("is reached by Services that select those pods, by the number of their port", () => {
    const spec = { selector: { app: "legacy" }, ports: [{ port: 80, targetPort: 8080 }] };
    assertContains(planned.services, [
      { metadata: { name: "pay" }, spec },
      { metadata: { name: "pay-preview" }, spec },
    ]);
  });

  it("is a Deployment of the service's own pods where the rollout is off", () => {
    const off = plan({ image: { repository: "registry.example/pay" }, rollout: { workloadRef } });
    assert.equal(off.workload.kind, "Deployment");
    assert.deepEqual(
      off.prerequisites.map(({ kind }) => kind),
      ["ServiceAccount"],
    );
  });
});
