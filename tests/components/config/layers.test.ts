import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { type Data, type DataObject, isDataObject, mergeLayers } from "../../../components/config";
import { layerOf, overlay, valuesOf } from "../../../components/config/layers";
import { layer, layers } from "../../support/arbitrary-values";

/** What Helm does with values files: one after the other, and what is `null` in the end is not there. */
function oneByOne(all: readonly DataObject[]): Data {
  return withoutNulls(all.reduce(onto, {}));
}

function onto(under: DataObject, over: DataObject): DataObject {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged.get(key);
    merged.set(key, isDataObject(below) && isDataObject(value) ? onto(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function withoutNulls(data: Data): Data {
  if (!isDataObject(data)) return data;
  const kept = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]));
}

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

  it("begin anew above a null: what it took away does not come back", () => {
    assert.deepEqual(mergeLayers([{ a: { b: 1 } }, { a: null }, { a: { c: 2 } }]), { a: { c: 2 } });
  });

  it("keep a key called __proto__ as data", () => {
    const merged = mergeLayers([JSON.parse('{"__proto__": {"polluted": true}}')]);
    assert.equal(Object.hasOwn(merged, "__proto__"), true);
    assert.equal("polluted" in {}, false);
  });

  it("carry an Output as one value", () => {
    const tag = pulumi.output("1");
    const merged = valuesOf(
      overlay(layerOf({ image: { tag: "0" } }, "low"), layerOf(Object({ image: { tag } }), "high")),
    );
    assert.equal(Object(merged).image.tag, tag);
  });

  it("give the same result however they are grouped", () => {
    fc.assert(
      fc.property(layer, layer, layer, (...three) => {
        const [a, b, c] = three.map((data, index) => layerOf(data, index));
        if (a === undefined || b === undefined || c === undefined) throw new Error("three layers");
        assert.deepEqual(overlay(overlay(a, b), c), overlay(a, overlay(b, c)));
      }),
      { numRuns: 1000 },
    );
  });

  it("give what Helm gives that reads one file after the other", () => {
    fc.assert(
      fc.property(layers, (all) => assert.deepEqual(mergeLayers(all), oneByOne(all))),
      { numRuns: 1000 },
    );
  });

  it("never change their inputs", () => {
    fc.assert(
      fc.property(layers, (all) => {
        const before = structuredClone(all);
        mergeLayers(all);
        assert.deepEqual(all, before);
      }),
    );
  });
});
