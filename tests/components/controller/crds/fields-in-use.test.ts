import assert from "node:assert/strict";
import type { DataObject } from "../../../../components/config";
import { droppedFields, kindsThatLose } from "../../../../components/controller";
import { kindOf } from "../../../support/crd-schemas";

const text: DataObject = { type: "string" };
const kind = (plural: string, ...fields: string[]) => ({
  ...kindOf({ type: "object", properties: Object.fromEntries(fields.map((field) => [field, text])) }, plural),
  kind: plural,
});
const object = (name: string, spec: DataObject, phase?: string): DataObject => ({
  metadata: { name, namespace: "shop" },
  spec,
  ...(phase !== undefined && { status: { phase } }),
});

describe("fields that go while they are used", () => {
  it("are looked for in the kinds alone that lose some of their spec", () => {
    const [before, after] = [
      [kind("rollouts", "a", "b"), kind("experiments", "a")],
      [kind("rollouts", "a"), kind("experiments", "a", "c")],
    ];
    assert.deepEqual(kindsThatLose(before, after), ["rollouts"]);
    assert.deepEqual(kindsThatLose(after, before), ["experiments"]);
    const withStatus = { ...kind("rollouts"), schema: { properties: { status: { type: "object" } } } };
    assert.deepEqual(kindsThatLose([withStatus], [kind("rollouts")]), []);
  });

  it("are told once each, with all who use them", () => {
    const objects = new Map([
      [
        "rollouts",
        [object("pay", { a: "1", b: "1" }), object("cart", { b: "1", c: "1" }), object("web", { a: "1" })],
      ],
      ["clusterthings", [{ metadata: { name: "all" }, spec: { b: "1" } }]],
    ]);
    assert.deepEqual(droppedFields(objects, [kind("rollouts", "a"), kind("clusterthings")]), [
      { field: "spec.b", users: ["clusterthings all", "rollouts shop/cart", "rollouts shop/pay"] },
      { field: "spec.c", users: ["rollouts shop/cart"] },
    ]);
  });

  it("are the same in every item of a list", () => {
    const steps: DataObject = {
      type: "object",
      properties: { steps: { type: "array", items: { type: "object" } } },
    };
    const objects = new Map([["rollouts", [object("pay", { steps: [{ x: 1 }, { x: 2 }] })]]]);
    assert.deepEqual(droppedFields(objects, [{ ...kindOf(steps), kind: "Rollout" }]), [
      { field: "spec.steps[].x", users: ["Rollout shop/pay"] },
    ]);
  });

  it("do not count in runs that are over", () => {
    const runs = ["Successful", "Failed", "Error", "Inconclusive", "Running"].map((phase) =>
      object(phase, { a: "1" }, phase),
    );
    const [dropped] = droppedFields(new Map([["analysisruns", runs]]), [kind("analysisruns")]);
    assert.deepEqual(dropped?.users, ["analysisruns shop/Running"]);
  });
});
