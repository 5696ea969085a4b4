import assert from "node:assert/strict";
import { takeOver, type ManagedFields } from "../../../../scripts/local/provider/managed-fields";

function entry(manager: string, operation: "Apply" | "Update", ...fields: string[]): ManagedFields {
  return {
    manager,
    operation,
    apiVersion: "v1",
    fieldsV1: Object.fromEntries(fields.map((field) => [`f:${field}`, {}])),
  };
}

describe("provider managed fields", () => {
  it("of our create become fields of our apply, so that a field can leave the program", () => {
    assert.deepEqual(takeOver([entry("us", "Update", "a"), entry("them", "Update", "b")], "us"), [
      entry("them", "Update", "b"),
      entry("us", "Apply", "a"),
    ]);
  });

  it("of our create and our apply become one set", () => {
    assert.deepEqual(takeOver([entry("us", "Apply", "a"), entry("us", "Update", "b")], "us"), [
      entry("us", "Apply", "a", "b"),
    ]);
  });

  it("of kubectl become ours, those of a controller or of a subresource do not", () => {
    const controller = entry("rollouts-controller", "Update", "b");
    const scale = { ...entry("us", "Update", "c"), subresource: "scale" };
    assert.deepEqual(takeOver([entry("kubectl", "Update", "a"), controller, scale], "us"), [
      controller,
      scale,
      entry("us", "Apply", "a"),
    ]);
    assert.deepEqual(takeOver([entry("kubectl", "Apply", "a")], "us"), [entry("us", "Apply", "a")]);
    assert.equal(takeOver([entry("us", "Apply", "a"), controller, scale], "us"), undefined);
  });
});
