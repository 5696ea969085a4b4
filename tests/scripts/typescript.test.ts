import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../scripts/local/plane/folder";
import { temporaryFolder } from "../support/files";

const hook = readFileSync(path.join(projectRoot, "scripts/typescript.cjs"), "utf8");
/** Whether the program's process had to load the compiler. */
const compiled = `Object.keys(require.cache).some((file: string) => file.endsWith("/lib/typescript.js"))`;

describe("TypeScript files that Node.js runs", function () {
  this.timeout(60_000);
  const folderOf = temporaryFolder();

  /** A project of its own with the packages of this one. */
  function project(files: Readonly<Record<string, string>>): string {
    const folder = folderOf({
      "scripts/typescript.cjs": hook,
      "node_modules/.package-lock.json": "{}",
      ...files,
    });
    for (const name of ["typescript", "@pulumi"])
      symlinkSync(path.join(projectRoot, "node_modules", name), path.join(folder, "node_modules", name));
    return folder;
  }

  function run(folder: string) {
    const args = ["--require", "./scripts/typescript.cjs", "main.ts"];
    return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  }

  function printed(folder: string): string {
    const { status, stdout, stderr } = run(folder);
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }

  it("are compiled once", () => {
    const folder = project({
      "main.ts": `import { one } from "./one";\nconsole.log(one, ${compiled});`,
      "one.ts": `export const one: number = 1;`,
    });
    assert.equal(printed(folder), "1 true");
    assert.equal(printed(folder), "1 false");
  });

  it("run with their new text at once, even if it is as long and as old as the one before", () => {
    const folder = project({ "main.ts": `console.log("one" as string);` });
    const main = path.join(folder, "main.ts");
    const { atime, mtime } = statSync(main);
    assert.equal(printed(folder), "one");
    writeFileSync(main, `console.log("two" as string);`);
    utimesSync(main, atime, mtime);
    assert.equal(printed(folder), "two");
  });

  it("are compiled anew by another way of compiling", () => {
    const folder = project({ "main.ts": `console.log(${compiled});` });
    assert.equal(printed(folder), "true");
    assert.equal(printed(folder), "false");
    writeFileSync(path.join(folder, "scripts/typescript.cjs"), `${hook}\n// another way\n`);
    assert.equal(printed(folder), "true");
  });

  it("run where nothing can be kept", () => {
    const folder = project({
      "main.ts": `console.log(${compiled});`,
      "node_modules/.cache": "a file, so that no folder can be made here",
    });
    assert.equal(printed(folder), "true");
    assert.equal(printed(folder), "true");
  });

  it("show errors at their own lines, also when nothing is compiled", () => {
    const folder = project({
      "main.ts": `interface Box {\n  readonly size: number;\n}\n\nconst open = ({ size }: Box) => {\n  throw new Error(\`bad \${size}\`);\n};\nopen({ size: 1 });`,
    });
    for (const time of ["first", "second"]) {
      const { status, stderr } = run(folder);
      assert.equal(status, 1, time);
      assert.match(stderr, /Error: bad 1\n +at open \(.*main\.ts:6:9\)\n +at .*main\.ts:8:1/, time);
    }
  });

  it("name file, line and column of what is no TypeScript, each time", () => {
    const folder = project({ "main.ts": `const one = 1;\nconst two: number = ;` });
    for (const time of ["first", "second"])
      assert.match(run(folder).stderr, /SyntaxError: main\.ts:2:21: Expression expected\./, time);
  });

  it("can load packages that are ES modules alone", () => {
    const folder = project({
      "main.ts": `void import("./other.mjs").then(({ two }: { two: number }) => console.log(two));`,
      "other.mjs": `export const two = await Promise.resolve(2);`,
    });
    assert.equal(printed(folder), "2");
  });
});
