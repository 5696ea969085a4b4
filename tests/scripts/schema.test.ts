import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { load } from "js-yaml";
import { DEFAULT_CATALOG } from "../../components/config";
import { projectRoot } from "../../scripts/local/plane/folder";
import { schemaFiles, schemaText } from "../../scripts/schema/files";

const read = (...name: string[]) => readFileSync(path.join(projectRoot, ...name), "utf8");
const files = schemaFiles("progressive-delivery");
const ajv = new Ajv({ allErrors: true });
for (const [name, schema] of Object.entries(files)) ajv.addSchema(schema, name);

/** What an editor would underline. */
function mistakes(schema: string, data: unknown): string[] {
  ajv.validate(schema, data);
  return (ajv.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ""}`);
}

/** By what the stack is for. */
const schemaOf = (name: string): string =>
  /role: platform/.test(read("stacks", name)) ? "platform.schema.json" : "stack.schema.json";

describe("the JSON Schemas", () => {
  for (const [name, schema] of Object.entries(files)) {
    it(`in schemas/${name} are those of components/config (else: npm run schema)`, async () => {
      assert.equal(read("schemas", name), await schemaText(schema));
    });
  }

  const stacks = readdirSync(path.join(projectRoot, "stacks")).filter((name) =>
    /^Pulumi\..*\.yaml$/.test(name),
  );
  const values = readdirSync(path.join(projectRoot, DEFAULT_CATALOG), { recursive: true, encoding: "utf8" });
  const examples = [
    ...stacks.map((name) => [schemaOf(name), path.join("stacks", name)] as const),
    ...values
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => ["values.schema.json", path.join(DEFAULT_CATALOG, name)] as const),
  ];

  it("accept every example, and every example names its schema", () => {
    for (const [schema, file] of examples) {
      const text = read(file);
      assert.deepEqual(mistakes(schema, load(text)), [], file);
      const [, named = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(text) ?? [];
      assert.equal(path.join(path.dirname(file), named), path.join("schemas", schema), file);
    }
  });

  it("let a layer leave out what others bring, and take away what they say", () => {
    const layer = { image: { tag: "1" }, replicaCount: null, rollout: { workloadRef: { scaleDown: null } } };
    assert.deepEqual(mistakes("values.schema.json", layer), []);
    assert.deepEqual(
      mistakes("environments.schema.json", { preprod: { extends: "prod", ...layer }, qa: null }),
      [],
    );
  });

  const wrong: [string, string, unknown, RegExp][] = [
    [
      "a misspelt key",
      "values.schema.json",
      { rollout: { cannary: {} } },
      /rollout should NOT have additional/,
    ],
    [
      "a number in place of a word",
      "values.schema.json",
      { image: { tag: 1.1 } },
      /image\.tag should be string/,
    ],
    [
      "a key that is made elsewhere",
      "values.schema.json",
      { rollout: { selector: {} } },
      /selector should NOT be valid/,
    ],
    [
      "a step of a preset without what it needs",
      "environments.schema.json",
      { prod: { rollout: { canary: { steps: [{ setHeaderRoute: {} }] } } } },
      /setHeaderRoute should have required property 'name'/,
    ],
    [
      "a misspelt key of the stack",
      "stack.schema.json",
      { config: { "progressive-delivery:environment": "prod", "progressive-delivery:defalts": {} } },
      /defalts'\] should NOT be valid/,
    ],
    ["a stack of no environment", "stack.schema.json", { config: {} }, /should have required property/],
  ];
  for (const [what, schema, data, message] of wrong) {
    it(`refuse ${what}`, () => assert.match(mistakes(schema, data).join("\n"), message));
  }

  it("let other projects' keys, and a secret word, into a stack's file", () => {
    const config = {
      "kubernetes:context": "here",
      "progressive-delivery:environment": "prod",
      "progressive-delivery:kubeconfig": { secure: "v1:abc" },
      "progressive-delivery:services": { pay: null },
    };
    assert.deepEqual(mistakes("stack.schema.json", { encryptionsalt: "v1:abc", config }), []);
  });
});
