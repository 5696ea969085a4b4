import assert from "node:assert/strict";
import { decodeYaml } from "../../../../scripts/local/provider/yaml-decode";

describe("provider yaml decode", () => {
  it("reads many documents and skips empty ones", () => {
    const text = "# a comment\n---\nkind: A\n---\n---\nkind: B\nmetadata: {name: b}\n---\n";
    assert.deepEqual(decodeYaml(text), [{ kind: "A" }, { kind: "B", metadata: { name: "b" } }]);
    assert.deepEqual(decodeYaml(""), []);
  });

  it("reads YAML 1.1 as kubectl does: octal modes, yes and no, anchors; dates stay text", () => {
    const text = "mode: 0644\non: yes\nbase: &base {a: 1}\nmerged: {<<: *base, b: 2}\nat: 2024-01-02\n";
    assert.deepEqual(decodeYaml(text), [
      { mode: 420, true: true, base: { a: 1 }, merged: { a: 1, b: 2 }, at: "2024-01-02" },
    ]);
  });

  it("fills in a default namespace where there is none", () => {
    const text = "kind: A\n---\nkind: B\nmetadata: {namespace: mine}\n";
    assert.deepEqual(decodeYaml(text, "team-a"), [
      { kind: "A", metadata: { namespace: "team-a" } },
      { kind: "B", metadata: { namespace: "mine" } },
    ]);
  });

  it("says what is wrong with text that is no manifest", () => {
    assert.throws(() => decodeYaml("a: [1"), /The YAML cannot be read/);
    assert.throws(() => decodeYaml("just text"), /holds "just text" where a Kubernetes object was expected/);
  });
});
