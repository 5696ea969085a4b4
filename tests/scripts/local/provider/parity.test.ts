import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const readme = join(__dirname, "../../../../scripts/local/provider/README.md");

describe("stand-in Kubernetes provider: parity table", () => {
  it("names for each behaviour a test that exists", () => {
    const tests = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".test.ts"),
    );
    const sources = tests.map((file) => readFileSync(join(__dirname, file), "utf8")).join("\n");
    const titles = new Set([...sources.matchAll(/\bit\("((?:[^"\\]|\\.)*)"/g)].map(([, title]) => title));
    const rows = readFileSync(readme, "utf8")
      .split("\n")
      .filter((line) => /^\| (?!-|behaviour )/.test(line));
    const named = rows.map((row) => row.split("|").at(-2)?.trim() ?? "");
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((title) => !titles.has(title)),
      [],
    );
  });
});
