import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { projectRoot } from "../../scripts/local/plane/folder";

/** What a program prints that loads the SDK late in part. */
function printed(program: string): unknown {
  const late = `require("./scripts/lazy-sdk.cjs"); const pulumi = require("@pulumi/pulumi");`;
  const isLoaded = `const isLoaded = (file) => Object.keys(require.cache).some((one) => one.endsWith(file));`;
  const args = [
    "--eval",
    `${late} ${isLoaded} (async () => console.log(JSON.stringify(await (${program})())))();`,
  ];
  const answer: unknown = JSON.parse(
    execFileSync(process.execPath, args, { cwd: projectRoot, encoding: "utf8" }),
  );
  return answer;
}

describe("the SDK as the program of a stack loads it", function () {
  this.timeout(60_000);
  const compiler = `isLoaded("/typescript/lib/typescript.js")`;
  const resolver = `isLoaded("/arborist/lib/index.js")`;

  it("leaves out the compiler and the resolver of packages", () => {
    assert.deepEqual(printed(`async () => [typeof pulumi.CustomResource, ${compiler}, ${resolver}]`), [
      "function",
      false,
      false,
    ]);
  });

  it("has the compiler when a function becomes text", () => {
    const text = printed(
      `async () => [(await pulumi.runtime.serializeFunction((a) => a + 1)).text.includes("a + 1"), ${compiler}]`,
    );
    assert.deepEqual(text, [true, true]);
  });

  it("has the resolver when packages are looked for", () => {
    const paths = printed(`async () => [(await pulumi.runtime.computeCodePaths()).size > 0, ${resolver}]`);
    assert.deepEqual(paths, [true, true]);
  });
});
