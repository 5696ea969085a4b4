import assert from "node:assert/strict";
import fc from "fast-check";
import { load } from "js-yaml";
import { parse } from "yaml";
import * as pulumi from "@pulumi/pulumi";
import { yamlOf } from "../../../scripts/render/yaml";

/** Texts that one reader or another takes for something else. */
const treacherous = [
  ...["yes", "No", "on", "y", "null", "~", "", "<<", "=", "-", ".inf"],
  ...["0777", "0o17", "-0o7", "0x1F", "0b1", "1_000", "1:30", "1e3", ".5", "+1", "1.", "2024-01-01"],
  ...["a: b", "#x", "@x", "!x", "*x", "&x", "{{args.x}}", "trailing ", "x\r\ny", "a\tb", "x\n  y\n\n", "é"],
  ...["a\u0007b", "a\u0085b", "a\u2028b", "\ufeffa", "x\ny\u2029z"],
];

describe("the YAML of an object", () => {
  it("has its names first and all else by name, wherever the values say it first", () => {
    const one = {
      spec: { b: 1, a: [{ z: 1, name: "x" }] },
      metadata: { name: "x" },
      kind: "K",
      apiVersion: "v1",
    };
    const other = {
      apiVersion: "v1",
      kind: "K",
      metadata: { name: "x" },
      spec: { a: [{ name: "x", z: 1 }], b: 1 },
    };
    assert.equal(yamlOf(one), yamlOf(other));
    assert.equal(
      yamlOf(one),
      "apiVersion: v1\nkind: K\nmetadata:\n  name: x\nspec:\n  a:\n    - name: x\n      z: 1\n  b: 1\n",
    );
  });

  it("is read as what it was, by readers of both versions of YAML", () => {
    const text = fc.oneof(fc.constantFrom(...treacherous), fc.string({ unit: "binary" }), fc.string());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: "small" }, text, fc.integer(), fc.boolean(), tie("list"), tie("map")),
      list: fc.array(tie("tree"), { maxLength: 4 }),
      map: fc.dictionary(
        fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== "__proto__"),
        tie("tree"),
        { maxKeys: 4, noNullPrototype: true },
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b"), tree, { noNullPrototype: true }), (object) => {
        const written = yamlOf(object);
        assert.deepEqual(parse(written, { version: "1.1" }), object);
        assert.deepEqual(parse(written, { version: "1.2" }), object);
        assert.deepEqual(JSON.parse(JSON.stringify(load(written))), object);
      }),
      { numRuns: 300 },
    );
  });

  it("quotes what the tools of Kubernetes read as something else, and hides no end of a line", () => {
    for (const text of treacherous.filter((one) => /^([-+.\d~]|yes|No|on|y|null|<<|=|$)/.test(one)))
      assert.match(yamlOf({ a: text }), /^a: "/, text);
    assert.equal(yamlOf({ a: "x\u2028y\u0085" }), 'a: "x\\u2028y\\u0085"\n');
  });

  it("leaves out what is not there, and repeats what is there twice", () => {
    const shared = { x: 1 };
    assert.equal(yamlOf({ a: shared, b: shared, c: undefined }), "a:\n  x: 1\nb:\n  x: 1\n");
  });

  it("is refused where a value is known only later", () => {
    assert.throws(() => yamlOf({ a: [{ b: pulumi.output("x") }] }), /known only while a program runs/);
  });
});
