import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fromStruct,
  hasUnknown,
  isSecret,
  markSecrets,
  plainFields,
  secret,
  toStruct,
  UNKNOWN,
} from "../../../../scripts/local/provider/values";

describe("provider values", () => {
  it("come back from the wire as they went in, without what is undefined or null", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (fields) => {
        const text = JSON.stringify(fields).replaceAll("null", "1").replaceAll("-0", "0");
        const sent = JSON.parse(text.replaceAll("__proto__", "proto")) as Record<string, unknown>;
        assert.deepEqual(fromStruct(toStruct(sent)), sent);
      }),
    );
    assert.deepEqual(fromStruct(toStruct({ kept: [1], gone: undefined, inner: { nothing: null } })), {
      kept: [1],
      inner: {},
    });
  });

  it("lose their secret marks and nothing else when they go to the API server", () => {
    const inputs = { spec: { password: secret("x"), list: [secret({ a: 1 })] }, kind: "Thing" };
    assert.deepEqual(plainFields(inputs), { spec: { password: "x", list: [{ a: 1 }] }, kind: "Thing" });
  });

  it("are marked secret in the outputs where the inputs were, whole lists included", () => {
    const inputs = {
      spec: { user: "a", password: secret("x"), env: [{ name: "a" }, { value: secret("y") }] },
    };
    const live = { spec: { user: "a", password: "x", env: [{ name: "a" }, { value: "y" }] }, status: {} };
    const outputs = markSecrets(live, inputs);
    assert.deepEqual(plainFields(outputs), live);
    assert.deepEqual(outputs, {
      spec: { user: "a", password: secret("x"), env: secret([{ name: "a" }, { value: "y" }]) },
      status: {},
    });
  });

  it("hide the data of every Secret, though the program marks nothing", () => {
    const { data, type } = markSecrets(
      { apiVersion: "v1", kind: "Secret", data: { a: "eA==" }, type: "Opaque" },
      {},
    );
    assert.equal(isSecret(data), true);
    assert.equal(type, "Opaque");
  });

  it("are known to be unknown at any depth", () => {
    assert.equal(hasUnknown({ spec: { list: [{ name: UNKNOWN }] } }), true);
    assert.equal(hasUnknown({ spec: { list: [{ name: "known" }] } }), false);
  });
});
