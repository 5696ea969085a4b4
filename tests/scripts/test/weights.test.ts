import assert from "node:assert/strict";
import { projectRoot } from "../../../scripts/local/plane/folder";
import { testFiles } from "../../../scripts/test/files";
import { split } from "../../../scripts/test/split";
import { seconds, stackFileTests, together, weight } from "../../../scripts/test/weights";

describe("what is known of the test files", () => {
  const files = testFiles(projectRoot);

  it("is of files that there are", () => {
    const gone = [...Object.keys(seconds), ...stackFileTests].filter((file) => !files.includes(file));
    assert.deepEqual(gone, []);
  });

  it("keeps the quick tests at the begin of the first lane", () => {
    const [first = [], second = []] = split(files, 2, { weight, together });
    const quick = files.filter((file) => /^tests\/(components|stacks)\//.test(file));
    assert.deepEqual(first.slice(0, quick.length), quick);
    assert.ok(second.length > 20);
  });
});
