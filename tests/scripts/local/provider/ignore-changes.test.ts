import assert from "node:assert/strict";
import fc from "fast-check";
import type { KubeObject } from "../../../../scripts/local/provider/await";
import { applyIgnoreChanges } from "../../../../scripts/local/provider/ignore-changes";

const inputs = { spec: { selector: { app: "a" }, ports: [{ port: 80 }] } };

function service(owners: Record<string, string>): KubeObject {
  const managedFields = Object.entries(owners).map(([manager, field]) => ({
    manager,
    operation: "Update",
    fieldsV1: { "f:spec": { [`f:${field}`]: {} } },
  }));
  const spec = { selector: { app: "a", hash: "123" }, ports: [{ port: 8080 }] };
  return { apiVersion: "v1", kind: "Service", metadata: { name: "a", managedFields }, spec };
}

describe("provider ignoreChanges", () => {
  it("drops a field that another manager owns from the apply", () => {
    const sent = applyIgnoreChanges(
      inputs,
      service({ "rollouts-controller": "selector" }),
      ["spec.selector"],
      "us",
    );
    assert.deepEqual(sent, { spec: { ports: [{ port: 80 }] } });
  });

  it("sends the live value of a field that we own, alone or with others", () => {
    for (const owners of [{ us: "selector" }, { us: "selector", other: "selector" }]) {
      const sent = applyIgnoreChanges(inputs, service(owners), ["spec.selector"], "us");
      assert.deepEqual(sent, { spec: { selector: { app: "a", hash: "123" }, ports: [{ port: 80 }] } });
    }
  });

  it("works at the root of a list", () => {
    assert.deepEqual(applyIgnoreChanges(inputs, service({ other: "ports" }), ["spec.ports"], "us"), {
      spec: { selector: { app: "a" } },
    });
  });

  it("changes nothing for a path into a list", () => {
    assert.deepEqual(
      applyIgnoreChanges(inputs, service({ other: "ports" }), ["spec.ports[0].port"], "us"),
      inputs,
    );
  });

  it("never changes what is not ignored", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.jsonValue()), (fields) => {
        assert.deepEqual(applyIgnoreChanges(fields, service({ other: "ports" }), [], "us"), fields);
      }),
    );
  });
});
