import assert from "node:assert/strict";
import fc from "fast-check";
import type { DataObject } from "../../../../components/config";
import { fieldDiff, kindSchemas, unknownFields } from "../../../../components/controller";
import { kindOf, sample, schemas, without } from "../../../support/crd-schemas";

const same = { added: [], removed: [], changed: [] };
const object = (properties: DataObject): DataObject => ({ type: "object", properties });
const text: DataObject = { type: "string" };
const diff = (before: DataObject, after: DataObject) => fieldDiff([kindOf(before)], [kindOf(after)]);
const rollouts = ["rollouts"];

describe("the difference of two sets of CRDs", () => {
  it("is nothing between a set and itself, whatever the order of keys and the descriptions", () => {
    const shuffled = (schema: DataObject): DataObject =>
      JSON.parse(
        JSON.stringify({
          description: "For people.",
          ...Object.fromEntries(Object.entries(schema).reverse()),
        }),
      );
    fc.assert(
      fc.property(schemas, (schema) => {
        assert.deepEqual(diff(schema, schema), same);
        assert.deepEqual(diff(schema, shuffled(schema)), same);
      }),
    );
  });

  it("is the same both ways: what one brings the other drops, and what changes changes", () => {
    fc.assert(
      fc.property(schemas, schemas, (a, b) => {
        const [there, back] = [diff(a, b), diff(b, a)];
        assert.deepEqual(there, { added: back.removed, removed: back.added, changed: back.changed });
      }),
    );
  });

  it("drops what an object that uses everything has too much", () => {
    fc.assert(
      fc.property(schemas, fc.infiniteStream(fc.boolean()), (full, dice) => {
        const less = without(full, () => dice.next().value === true);
        const unknown = unknownFields({ spec: sample(full) }, kindOf(less)).map((path) =>
          path
            .reduce<string>((at, part) => (typeof part === "number" ? `${at}[]` : `${at}.${part}`), "")
            .slice(1),
        );
        assert.deepEqual(
          new Set(diff(full, less).removed.map(({ path }) => path.replaceAll(".*", ".free"))),
          new Set(unknown),
        );
      }),
    );
  });

  it("names the topmost field alone, through lists and maps", () => {
    const before = object({
      steps: { type: "array", items: object({ pause: text }) },
      labels: { type: "object", additionalProperties: object({ a: text }) },
    });
    const after = object({
      steps: { type: "array", items: object({ pause: text, plugin: object({ name: text, config: text }) }) },
      labels: { type: "object", additionalProperties: object({ a: text, b: text }) },
    });
    assert.deepEqual(diff(before, after).added, [
      { path: "spec.labels.*.b", kinds: rollouts },
      { path: "spec.steps[].plugin", kinds: rollouts },
    ]);
  });

  it("says once what several kinds have, and nothing of a kind that only one set has", () => {
    const kinds = (spec: DataObject) =>
      ["runs", "templates"].map((plural) => ({ ...kindOf(spec, plural), kind: plural }));
    const after = [...kinds(object({ a: text })), { ...kindOf(object({ z: text })), kind: "New" }];
    assert.deepEqual(fieldDiff(kinds(object({})), after).added, [
      { path: "spec.a", kinds: ["runs", "templates"] },
    ]);
  });

  it("says what is said otherwise of a field, and not how writers share a list", () => {
    const list = (type: string, kind: string): DataObject => ({
      type: "array",
      items: { type },
      "x-kubernetes-list-type": kind,
    });
    const { changed } = diff(
      object({
        weight: { type: "integer", minimum: 0 },
        names: list("string", "set"),
        free: { type: "object", additionalProperties: true },
      }),
      object({ weight: { type: "string" }, names: list("string", "atomic"), free: { type: "object" } }),
    );
    assert.deepEqual(changed, [
      { path: "spec.free", what: ["additionalProperties"], kinds: rollouts },
      { path: "spec.weight", what: ["minimum", "type"], kinds: rollouts },
    ]);
  });

  it("drops nothing below what is kept as it is", () => {
    const open: DataObject = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    const { added, removed } = diff(object({ plugin: object({ a: text }) }), object({ plugin: open }));
    assert.deepEqual([added, removed], [[], []]);
  });
});

describe("the kinds of CRDs", () => {
  it("are those of the version that is stored, and what is no CRD is left out", () => {
    const version = (name: string, storage: boolean) => ({
      name,
      storage,
      schema: { openAPIV3Schema: { title: name } },
    });
    const crd = {
      spec: {
        names: { kind: "Rollout", plural: "rollouts" },
        versions: [version("v1", false), version("v2", true)],
      },
    };
    assert.deepEqual(kindSchemas([crd, {}, { spec: { names: {}, versions: [] } }]), [
      { kind: "Rollout", plural: "rollouts", schema: { title: "v2" } },
    ]);
  });
});
