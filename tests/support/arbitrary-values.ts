import fc from "fast-check";
import type { Data, DataObject } from "../../components/config";

const key = fc.constantFrom("a", "b", "c", "__proto__");
const plain = fc.oneof(
  fc.constantFrom<Data>(null, undefined, 0, 1, "x", true),
  fc.array(fc.constantFrom<Data>(1, null, { a: null }), { maxLength: 2 }),
);

/** Layers of values in which anything may stand on anything: maps, lists, words, `null`, nothing. */
export const layer: fc.Arbitrary<DataObject> = fc.letrec<{ map: DataObject }>((tie) => ({
  map: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, plain, tie("map")), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
})).map;
export const layers = fc.array(layer, { maxLength: 4 });
