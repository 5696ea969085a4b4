import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Data,
  isDataObject,
  mergeLayers,
  mergeNamed,
  type Path,
  valueAt,
} from "../../../components/config";
import { layers } from "../../support/arbitrary-values";

const merged = mergeNamed([
  { source: "preset", data: { rollout: { enabled: false, canary: { steps: [{ setWeight: 10 }] } } } },
  { source: "defaults", data: { image: { repository: "registry.example/app", tag: "1" }, replicaCount: 2 } },
  { source: "values", data: { image: { tag: "2" }, rollout: { enabled: true }, replicaCount: null } },
]);

/** Everything that is not a map. */
function leaves(data: Data, path: Path = []): Path[] {
  if (!isDataObject(data)) return [path];
  return Object.entries(data).flatMap(([key, value]) => leaves(value, [...path, key]));
}

describe("the source of a value", () => {
  const cases: [string, Path, string][] = [
    ["the layer that has the last word on it", ["image", "tag"], "values"],
    ["the lower layer when the others say nothing", ["image", "repository"], "defaults"],
    ["that of the whole list for what is in it", ["rollout", "canary", "steps", 0, "setWeight"], "preset"],
    ["the highest layer that has it, for a map", ["image"], "values"],
    ["the layer that took it away", ["replicaCount"], "values"],
    ["that of the map around it when nobody says it", ["rollout", "canary", "maxSurge"], "preset"],
  ];
  for (const [what, path, source] of cases) {
    it(`is ${what}`, () => assert.equal(merged.sourceOf(path), source));
  }

  it("is a layer that says just this, and above which nobody says otherwise", () => {
    fc.assert(
      fc.property(layers, (all) => {
        const named = mergeNamed(all.map((data, source) => ({ source, data })));
        assert.deepEqual(named.data, mergeLayers(all));
        for (const path of leaves(named.data)) {
          const source = named.sourceOf(path) ?? -1;
          assert.deepEqual(valueAt(all[source], path), valueAt(named.data, path));
          assert.ok(all.slice(source + 1).every((above) => valueAt(above, path) === undefined));
        }
      }),
    );
  });
});
