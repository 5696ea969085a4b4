import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type GoldenCase, goldenCases, goldenText } from "./golden-cases";
import { goldenFiles, goldenFolder } from "./golden-files";

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

const fileOf = ({ router, name }: GoldenCase) => path.join(router, `${name}.yaml`);

describe("what a router's service is rendered to", () => {
  for (const one of goldenCases)
    it(`${one.router}, ${one.name}: is what it was`, () => {
      const file = path.join(goldenFolder, fileOf(one));
      const text = goldenText(one);
      if (isUpdate) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      assert.ok(existsSync(file), `There is no ${file}: make it with UPDATE_GOLDEN=1.`);
      assert.equal(text, readFileSync(file, "utf8"), "If this is meant, take it with UPDATE_GOLDEN=1.");
    });

  it("has a case for every file", () => {
    assert.deepEqual(goldenFiles(), goldenCases.map(fileOf).sort());
  });
});
