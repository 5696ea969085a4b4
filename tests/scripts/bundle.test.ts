import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../scripts/local/plane/folder";
import { temporaryFolder } from "../support/files";

const bundler = readFileSync(path.join(projectRoot, "scripts/bundle.cjs"), "utf8");
/** Whether the program's process had to bundle. */
const bundled = `Object.keys(require.cache).some((file: string) => file.includes("/esbuild/"))`;

describe("the program in one file", function () {
  this.timeout(60_000);
  const folderOf = temporaryFolder();

  /** A project of its own with the packages of this one. */
  function project(files: Readonly<Record<string, string>>): string {
    const folder = folderOf({
      "scripts/bundle.cjs": bundler,
      "node_modules/.package-lock.json": "{}",
      "index.cjs": `module.exports = require("./scripts/bundle.cjs").load("main.ts");`,
      ...files,
    });
    for (const name of ["esbuild", "@esbuild", "@pulumi"])
      symlinkSync(path.join(projectRoot, "node_modules", name), path.join(folder, "node_modules", name));
    return folder;
  }

  const run = (folder: string) =>
    spawnSync(process.execPath, ["index.cjs"], { cwd: folder, encoding: "utf8" });

  function printed(folder: string): string {
    const { status, stdout, stderr } = run(folder);
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }

  it("is made once", () => {
    const folder = project({
      "main.ts": `import { one } from "./one";\nconsole.log(one, ${bundled});`,
      "one.ts": `export const one: number = 1;`,
    });
    assert.equal(printed(folder), "1 true");
    assert.equal(printed(folder), "1 false");
  });

  it("has the new text of each file at once, even if it is as long and as old as the one before", () => {
    const folder = project({
      "main.ts": `import { word } from "./word";\nconsole.log(word);`,
      "word.ts": `export const word = "one";`,
    });
    const file = path.join(folder, "word.ts");
    const { atime, mtime } = statSync(file);
    assert.equal(printed(folder), "one");
    writeFileSync(file, `export const word = "two";`);
    utimesSync(file, atime, mtime);
    assert.equal(printed(folder), "two");
  });

  it("is made anew with other packages, and by another way of making it", () => {
    const folder = project({ "main.ts": `console.log(${bundled});` });
    assert.equal(printed(folder), "true");
    writeFileSync(path.join(folder, "node_modules/.package-lock.json"), `{ "name": "x" }`);
    assert.equal(printed(folder), "true");
    writeFileSync(path.join(folder, "scripts/bundle.cjs"), `${bundler}\n// another way\n`);
    assert.equal(printed(folder), "true");
    assert.equal(printed(folder), "false");
  });

  it("takes away what it made of earlier texts, after some time", () => {
    const folder = project({ "main.ts": `console.log("one");` });
    printed(folder);
    const cache = path.join(folder, "node_modules/.cache/pulumi-progressive-delivery/program");
    const bundles = () => readdirSync(cache).filter((name) => name.endsWith(".js"));
    const [old = ""] = bundles();
    writeFileSync(path.join(folder, "main.ts"), `console.log("two");`);
    utimesSync(path.join(cache, old), 0, 0);
    printed(folder);
    assert.equal(bundles().length, 1);
    assert.notEqual(bundles()[0], old);
  });

  it("gives the exports of the program, and shares the SDK with who runs it", () => {
    const folder = project({
      "main.ts": `import * as pulumi from "@pulumi/pulumi";\nexport const same = pulumi.Output === require("@pulumi/pulumi").Output;`,
    });
    writeFileSync(path.join(folder, "runner.cjs"), `console.log(require("./index.cjs").same);`);
    const { stdout, stderr } = spawnSync(process.execPath, ["runner.cjs"], { cwd: folder, encoding: "utf8" });
    assert.equal(stdout.trim(), "true", stderr);
  });

  it("says of an error in which line of which file it is", () => {
    const folder = project({
      "main.ts": `import { fail } from "./fail";\nfail();`,
      "fail.ts": `interface Unused {\n  readonly a: string;\n}\n\nexport function fail(): never {\n  throw new Error("no");\n}`,
    });
    const { stderr } = run(folder);
    assert.match(stderr, /fail\.ts:6:9/);
    assert.match(stderr, /main\.ts:2:1/);
  });

  it("leaves the stacks that the SDK notes of resources and promises as they are: in errors that say nothing", () => {
    const mapped = (error: string) => `String(${error}.stack).includes("main.ts:")`;
    const folder = project({
      "main.ts": `console.log(${mapped('new Error("no")')}, ${mapped("new Error()")});`,
    });
    assert.equal(printed(folder), "true false");
  });

  it("is not made of a text with a mistake, and says where that is", () => {
    const { status, stderr } = run(project({ "main.ts": `const a = 1;\nconst = 2;` }));
    assert.notEqual(status, 0);
    assert.match(stderr, /main\.ts:2:6/);
  });
});
