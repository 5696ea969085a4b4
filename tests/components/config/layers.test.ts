import assert from "node:assert/strict";
import fc from "fast-check";
import { type Data, type DataObject, mergeLayers } from "../../../components/config";
import { overlay } from "../../../components/config/layers";

const options = { maxKeys: 3, noNullPrototype: true };
const scalar = fc.constantFrom<Data>(null, 0, 1, "x", true);
const list = fc.array(fc.integer(), { maxLength: 2 });
/** Every key keeps its kind from layer to layer, as a schema wants it. */
const layer: fc.Arbitrary<DataObject> = fc.letrec<{ map: DataObject }>((tie) => ({
  map: fc
    .record(
      {
        scalars: fc.dictionary(fc.constantFrom("a", "b", "__proto__", "constructor"), scalar, options),
        lists: fc.dictionary(fc.constantFrom("c", "d"), list, options),
        maps: fc.dictionary(
          fc.constantFrom("e", "f"),
          fc.oneof({ maxDepth: 2 }, fc.constant({}), tie("map")),
          options,
        ),
      },
      { noNullPrototype: true },
    )
    .map(({ scalars, lists, maps }) => ({ ...scalars, ...lists, ...maps })),
})).map;

describe("layers of values", () => {
  it("let the later layer win, key by key", () => {
    assert.deepEqual(mergeLayers([{ image: { repository: "a", tag: "1" } }, { image: { tag: "2" } }]), {
      image: { repository: "a", tag: "2" },
    });
  });

  it("replace lists as a whole", () => {
    assert.deepEqual(mergeLayers([{ steps: [1, 2, 3] }, { steps: [4] }]), { steps: [4] });
  });

  it("let null take away what an earlier layer said", () => {
    assert.deepEqual(mergeLayers([{ a: { b: 1, c: 2 } }, { a: { b: null } }]), { a: { c: 2 } });
  });

  it("keep a key called __proto__ as data", () => {
    const merged = mergeLayers([JSON.parse('{"__proto__": {"polluted": true}}')]);
    assert.equal(Object.hasOwn(merged, "__proto__"), true);
    assert.equal("polluted" in {}, false);
  });

  it("give the same result however they are grouped", () => {
    fc.assert(
      fc.property(layer, layer, layer, (a, b, c) => {
        assert.deepEqual(overlay(overlay(a, b), c), overlay(a, overlay(b, c)));
      }),
    );
  });

  it("never change their inputs, and end without nulls", () => {
    fc.assert(
      fc.property(layer, layer, (a, b) => {
        const before = JSON.stringify([a, b]);
        assert.equal(JSON.stringify(mergeLayers([a, b])).includes("null"), false);
        assert.equal(JSON.stringify([a, b]), before);
      }),
    );
  });
});
