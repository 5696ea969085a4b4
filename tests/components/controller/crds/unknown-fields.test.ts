import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { type DataObject, formatPath } from "../../../../components/config";
import { unknownFields } from "../../../../components/controller";
import { kindOf, sample, schemas } from "../../../support/crd-schemas";

const text: DataObject = { type: "string" };
const spec: DataObject = {
  type: "object",
  properties: {
    steps: { type: "array", items: { type: "object", properties: { weight: { type: "integer" } } } },
    labels: { type: "object", additionalProperties: { type: "object", properties: { a: text } } },
    any: { type: "object", additionalProperties: true },
    plugin: {
      type: "object",
      "x-kubernetes-preserve-unknown-fields": true,
      properties: { known: { type: "object", properties: {} } },
    },
  },
};
const unknown = (value: object) => unknownFields({ spec: value }, kindOf(spec)).map(formatPath);

describe("fields that a CRD does not have", () => {
  it("are none in an object that uses every field", () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        assert.deepEqual(unknownFields({ spec: sample(schema) }, kindOf(schema)), []);
      }),
    );
  });

  it("are found at their places, through lists and maps, each once with all below it", () => {
    assert.deepEqual(
      unknown({
        steps: [{ weight: 1 }, { pause: { duration: "1s" } }],
        labels: { x: { a: "1", b: "2" } },
        more: null,
      }),
      ["spec.steps[1].pause", "spec.labels.x.b", "spec.more"],
    );
  });

  it("are not what is kept as it is, but what a known part of it does not have", () => {
    assert.deepEqual(unknown({ any: { x: { y: 1 } }, plugin: { x: { y: 1 }, known: { z: 1 } } }), [
      "spec.plugin.known.z",
    ]);
  });

  it("are not what has no value, and an Output is one value", () => {
    assert.deepEqual(unknown({ gone: undefined, labels: pulumi.output({ x: { b: "2" } }) }), []);
  });

  it("are looked for in the spec alone", () => {
    const object = { apiVersion: "v1", kind: "Rollout", metadata: { name: "a" }, status: { x: 1 }, spec: {} };
    assert.deepEqual(unknownFields(object, kindOf(spec)), []);
    assert.deepEqual(unknownFields({ spec: { x: 1 } }, { ...kindOf(spec), schema: {} }), []);
  });
});
