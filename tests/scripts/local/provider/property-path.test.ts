import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, formatPath, parsePath } from "../../../../scripts/local/provider/property-path";

const field = fc.string({ minLength: 1 }).filter((name) => name !== "*" && !name.includes("\\"));
const path = fc.tuple(field, fc.array(fc.oneof(field, fc.nat(99)))).map(([first, rest]) => [first, ...rest]);

describe("provider property paths", () => {
  it("are read as they were written, whatever the names hold", () => {
    fc.assert(fc.property(path, (steps) => assert.deepEqual(parsePath(formatPath(steps)), steps)));
  });

  it("are written the way the engine shows them", () => {
    assert.equal(formatPath(["spec", "containers", 0, "image"]), "spec.containers[0].image");
    assert.equal(formatPath(["metadata", "annotations", "a.b/c"]), 'metadata.annotations["a.b/c"]');
  });

  it("contain everything below them, with wildcards for any step", () => {
    assert.equal(contains(parsePath("spec.rules"), parsePath("spec.rules[0].backendRefs")), true);
    assert.equal(
      contains(parsePath("spec.containers[*].image"), parsePath("spec.containers[3].image")),
      true,
    );
    assert.equal(contains(parsePath("spec.rules[0]"), parsePath("spec.rules[1]")), false);
    assert.equal(contains(parsePath("spec.rules[0]"), parsePath("spec.rules")), false);
  });
});
