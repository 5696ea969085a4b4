import assert from "node:assert/strict";
import { testFiles } from "../../../scripts/test/files";
import { temporaryFolder } from "../../support/files";

describe("the files of the tests", () => {
  const folderOf = temporaryFolder();

  it("are those of every folder, from the quick ones to the slow ones, and nothing else", () => {
    const names = [
      "components/deep/b.test.ts",
      "components/z.test.ts",
      "stacks/a.test.ts",
      "at-the-top.test.ts",
      "scripts/a.test.ts",
      "oracle/a.test.ts",
      "e2e/a.test.ts",
      "new-folder/a.test.ts",
    ];
    const others = ["components/helper.ts", "e2e/support/stack.ts", "bench/config.bench.ts"];
    const folder = folderOf(Object.fromEntries([...names, ...others].map((name) => [`tests/${name}`, ""])));
    assert.deepEqual(
      testFiles(folder),
      names.map((name) => `tests/${name}`),
    );
  });
});
