import assert from "node:assert/strict";
import fc from "fast-check";
import { addCounts, type ControllerLoad, largerCounts, loadKinds, noLoad } from "../../../components/config";

const load = fc.record({
  ...Object.fromEntries(loadKinds.map((kind) => [kind, fc.nat(1000)])),
  templateBytes: fc.integer({ min: 1, max: 100_000 }),
}) as fc.Arbitrary<ControllerLoad>;

describe("counts of what a controller keeps", () => {
  it("add up, whichever comes first", () => {
    fc.assert(
      fc.property(load, load, (one, other) => {
        const sum = addCounts(one, other);
        for (const kind of loadKinds) assert.equal(sum[kind], one[kind] + other[kind]);
        assert.deepEqual(sum, addCounts(other, one));
      }),
    );
  });

  it("have the average pod template of all Rollouts", () => {
    const one = { ...noLoad, rollouts: 1, templateBytes: 1000 };
    assert.equal(addCounts(one, { ...noLoad, rollouts: 3, templateBytes: 5000 }).templateBytes, 4000);
    assert.equal(addCounts(one, { ...noLoad, templateBytes: 5000 }).templateBytes, 1000);
    assert.equal(addCounts(noLoad, noLoad).templateBytes, noLoad.templateBytes);
  });

  it("are the larger of two, kind by kind; what is not known counts as nothing", () => {
    const one = { ...noLoad, rollouts: 5, services: 5 };
    assert.deepEqual(largerCounts(one, { rollouts: 9, services: 1 }), { ...one, rollouts: 9 });
    assert.deepEqual(largerCounts(one, {}), one);
  });
});
