import assert from "node:assert/strict";
import { check, type CheckInput } from "../../../../scripts/local/provider/check";
import { secret, UNKNOWN } from "../../../../scripts/local/provider/values";

const configMap = { apiVersion: "v1", kind: "ConfigMap" };

function checked(input: Partial<CheckInput>): unknown {
  return check({
    news: {},
    olds: {},
    kind: configMap,
    name: "settings",
    randomSeed: Buffer.from("seed"),
    namespace: "team-a",
    ...input,
  });
}

function nameIn(inputs: unknown): unknown {
  return JSON.parse(JSON.stringify(inputs)).metadata.name;
}

describe("provider check", () => {
  it("fills in apiVersion, kind and namespace, and keeps what the program says", () => {
    const news = { metadata: { name: "a" }, data: { password: secret("x") } };
    assert.deepEqual(checked({ news }), {
      ...news,
      ...configMap,
      metadata: { name: "a", namespace: "team-a" },
    });
    assert.deepEqual(checked({ news: { metadata: { name: "a", namespace: "mine" } } }), {
      ...configMap,
      metadata: { name: "a", namespace: "mine" },
    });
  });

  it("removes the namespace of a kind that has none", () => {
    const news = { metadata: { name: "a", namespace: "team-a" } };
    assert.deepEqual(checked({ news, namespace: undefined }), { ...configMap, metadata: { name: "a" } });
  });

  it("makes a name of the resource's name and eight hex digits, the same for the same seed", () => {
    const first = checked({});
    assert.match(String(nameIn(first)), /^settings-[0-9a-f]{8}$/);
    assert.deepEqual(checked({}), first);
    assert.notEqual(nameIn(checked({ randomSeed: Buffer.from("other") })), nameIn(first));
    assert.deepEqual(first, {
      ...configMap,
      metadata: { name: nameIn(first), namespace: "team-a", annotations: { "pulumi.com/autonamed": "true" } },
    });
  });

  it("keeps a name that it made before, and no other", () => {
    const olds = { metadata: { name: "settings-12345678", annotations: { "pulumi.com/autonamed": "true" } } };
    assert.equal(nameIn(checked({ olds })), "settings-12345678");
    assert.match(String(nameIn(checked({ olds: { metadata: { name: "explicit" } } }))), /^settings-/);
  });

  it("leaves names alone that are not known yet or that the server makes", () => {
    assert.equal(nameIn(checked({ news: { metadata: { name: UNKNOWN } } })), UNKNOWN);
    assert.equal(nameIn(checked({ news: { metadata: { generateName: "a-" } } })), undefined);
    assert.deepEqual(checked({ news: { metadata: UNKNOWN } }), { ...configMap, metadata: UNKNOWN });
  });

  it("follows the stack's pulumi:autonaming configuration", () => {
    assert.equal(nameIn(checked({ autonaming: { mode: "propose", name: "dev-settings" } })), "dev-settings");
    assert.throws(() => checked({ autonaming: { mode: "disable" } }), /\.metadata\.name field to be set/);
  });

  it("spells the schema extensions of a CRD as the API server does", () => {
    const news = {
      metadata: { name: "a" },
      spec: { schemas: [{ x_kubernetes_preserve_unknown_fields: true }] },
    };
    assert.deepEqual(checked({ news }), {
      ...configMap,
      metadata: { name: "a", namespace: "team-a" },
      spec: { schemas: [{ "x-kubernetes-preserve-unknown-fields": true }] },
    });
  });
});
