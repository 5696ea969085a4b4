import assert from "node:assert/strict";
import { isFinished } from "../../../scripts/bootstrap/finished";
import { stackState, type StackState } from "../../../scripts/bootstrap/stack-state";

const component = (name: string, inputs: string | undefined) => ({
  urn: `urn:pulumi:prod.x::shop::progressive-delivery:index:ServiceWorkload::${name}`,
  ...{ type: "progressive-delivery:index:ServiceWorkload", inputs: inputs === undefined ? {} : { inputs } },
});
const state = (
  ended: Record<string, string> | undefined,
  begun: Record<string, string | undefined>,
  pending: object[] = [],
): StackState =>
  stackState.parse({
    deployment: {
      resources: [
        {
          ...{
            urn: "urn:pulumi:prod.x::shop::pulumi:pulumi:Stack::shop-prod.x",
            type: "pulumi:pulumi:Stack",
          },
          outputs: ended === undefined ? {} : { inputs: ended },
        },
        ...Object.entries(begun).map(([name, inputs]) => component(name, inputs)),
      ],
      pending_operations: pending,
    },
  });

describe("a stack is finished", () => {
  const wanted = { pay: "1", cart: "2" };

  it("when its last update ended with the wanted inputs", () => {
    assert.equal(isFinished(state(wanted, wanted), wanted), true);
  });

  it("but not with others, nor after an update with others began, nor one by hand", () => {
    assert.equal(isFinished(state({ pay: "1", cart: "1" }, wanted), wanted), false);
    assert.equal(isFinished(state(wanted, { pay: "1", cart: "3" }), wanted), false);
    assert.equal(isFinished(state(wanted, { pay: "1", cart: undefined }), wanted), false);
    assert.equal(isFinished(state(undefined, wanted), wanted), false);
  });

  it("but not with a service more or less", () => {
    assert.equal(isFinished(state({ pay: "1" }, { pay: "1" }), wanted), false);
    assert.equal(isFinished(state({ ...wanted, old: "1" }, { ...wanted, old: "1" }), wanted), false);
    assert.equal(isFinished(stackState.parse({ deployment: {} }), wanted), false);
  });

  it("but not when an engine was killed in the middle of a step", () => {
    assert.equal(
      isFinished(state(wanted, wanted, [{ type: "updating", resource: component("pay", "1") }]), wanted),
      false,
    );
  });
});
