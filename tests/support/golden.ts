import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface GoldenText {
  /** Path in the folder: `istio/canary.yaml`. */
  readonly file: string;
  readonly title: string;
  text(): string | Promise<string>;
}

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

/** Paths of all golden files, relative to their folder. */
export function goldenFilesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => entry.endsWith(".yaml")).sort();
}

/** A test that each text is what its file has, and one that no file is left over. */
export function describeGolden(title: string, folder: string, cases: readonly GoldenText[]): void {
  describe(title, () => {
    for (const { file: name, title: what, text } of cases)
      it(`${what}: is what it was`, async () => {
        const file = path.join(folder, name);
        const now = await text();
        if (isUpdate) {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, now);
        }
        assert.ok(existsSync(file), `There is no ${file}: make it with UPDATE_GOLDEN=1.`);
        assert.equal(now, readFileSync(file, "utf8"), "If this is meant, take it with UPDATE_GOLDEN=1.");
      });

    it("has a case for every file", () => {
      assert.deepEqual(goldenFilesIn(folder), cases.map(({ file }) => file).sort());
    });
  });
}
