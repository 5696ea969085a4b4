import assert from "node:assert/strict";
import fc from "fast-check";
import { split } from "../../../scripts/test/split";

const apart = { together: () => false };

/** Files with their weights, some of which must not run beside each other. */
const files = fc
  .array(fc.record({ seconds: fc.nat(300), together: fc.boolean() }), { maxLength: 40 })
  .map((all) => new Map(all.map((one, index) => [`${String(index)}.test.ts`, one])));

const cases = fc.record({ files, lanes: fc.integer({ min: 1, max: 4 }) });

describe("the split of the test files over lanes", () => {
  it("puts the longest first, each where there is least to do, and keeps the order within a lane", () => {
    const seconds: Record<string, number> = { a: 1, b: 7, c: 5, d: 4, e: 3 };
    const weight = (file: string) => seconds[file] ?? 0;
    assert.deepEqual(split(Object.keys(seconds), 2, { ...apart, weight }), [
      ["a", "c", "d"],
      ["b", "e"],
    ]);
  });

  it("has every file in exactly one lane, in the given order, and the first file in the first lane", () => {
    fc.assert(
      fc.property(cases, ({ files, lanes }) => {
        const names = [...files.keys()];
        const chosen = split(names, lanes, knowledgeOf(files));
        assert.equal(chosen.length, lanes);
        assert.deepEqual(chosen.flat().toSorted(), names.toSorted());
        for (const lane of chosen)
          assert.deepEqual(
            lane,
            names.filter((name) => lane.includes(name)),
          );
        assert.equal(chosen[0]?.[0], names[0]);
      }),
    );
  });

  it("keeps in one lane what must not run beside each other", () => {
    fc.assert(
      fc.property(cases, ({ files, lanes }) => {
        const { together } = knowledgeOf(files);
        const chosen = split([...files.keys()], lanes, knowledgeOf(files));
        assert.ok(chosen.filter((lane) => lane.some(together)).length <= 1);
      }),
    );
  });

  it("leaves lanes apart by no more than the longest of what cannot be divided", () => {
    fc.assert(
      fc.property(cases, ({ files, lanes }) => {
        const { weight, together } = knowledgeOf(files);
        const names = [...files.keys()];
        const sum = (some: readonly string[]) => some.reduce((total, name) => total + weight(name), 0);
        const parts = names.filter((name) => !together(name)).map(weight);
        const longest = Math.max(0, sum(names.filter(together)), ...parts);
        const loads = split(names, lanes, knowledgeOf(files)).map(sum);
        assert.ok(Math.max(...loads) - Math.min(...loads) <= longest);
      }),
    );
  });
});

function knowledgeOf(files: ReadonlyMap<string, { seconds: number; together: boolean }>) {
  return {
    weight: (name: string) => files.get(name)?.seconds ?? 0,
    together: (name: string) => files.get(name)?.together ?? false,
  };
}
