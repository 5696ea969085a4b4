import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Report } from "../scripts/test/report";

const mocha = path.join(path.dirname(require.resolve("mocha/package.json")), "bin/mocha.js");
const reporter = path.join(__dirname, "reporter.cjs");

describe("the test report", function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "reporter-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(tests: string, ...options: string[]): { code: number | null; lines: string[] } {
    const file = path.join(folder, "example.test.cjs");
    writeFileSync(file, tests);
    const args = [mocha, "--no-config", "--reporter", reporter, ...options, file];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { code: status, lines: stdout.trimEnd().split("\n") };
  }

  it("ends with the count of passed and failed tests", () => {
    const { code, lines } = run(
      `it("a", () => {}); it("b", () => {}); it("c", () => { throw new Error("no"); });`,
    );
    assert.equal(lines.at(-1), "2 passed, 1 failed");
    assert.equal(code, 1);
  });

  it("is a success when all tests passed", () => {
    const { code, lines } = run(`it("a", () => {});`);
    assert.equal(lines.at(-1), "1 passed, 0 failed");
    assert.equal(code, 0);
  });

  it("counts a skipped test as failed, and names it", () => {
    const { code, lines } = run(
      `describe("x", () => { it("a", () => {}); it.skip("later", () => {}); it("todo"); });`,
    );
    assert.deepEqual(lines.slice(-3), [
      "Skipped, which counts as failed: x later",
      "Skipped, which counts as failed: x todo",
      "1 passed, 2 failed",
    ]);
    assert.equal(code, 2);
  });

  it("counts a failed hook as failed", () => {
    const { code, lines } = run(
      `describe("x", () => { before(() => { throw new Error("no"); }); it("a", () => {}); });`,
    );
    assert.equal(lines.at(-1), "0 passed, 1 failed");
    assert.equal(code, 1);
  });

  it("is a failure when no test ran", () => {
    const { code, lines } = run("");
    assert.equal(lines.at(-1), "0 passed, 0 failed");
    assert.equal(code, 1);
  });

  it("lists the ten slowest tests, slowest first", () => {
    const slow = Array.from(
      { length: 12 },
      (_, n) => `it("t${n}", (done) => setTimeout(done, ${n === 3 ? 1500 : 10 * n}));`,
    );
    const { lines } = run(slow.join("\n"));
    const start = lines.indexOf("Slowest tests:");
    const listed = lines.slice(start + 1, -2).map((line) => /^ +(\d+) ms {2}(t\d+)$/.exec(line));
    const times = listed.map((match) => Number(match?.[1]));
    assert.equal(listed.length, 10);
    assert.equal(listed[0]?.[2], "t3");
    // Which of the quick ones took how long is the machine's affair.
    assert.deepEqual(
      times,
      [...times].sort((one, other) => other - one),
    );
  });

  it("is a file for who puts several together, and then no line that tells the outcome of all", () => {
    const file = path.join(folder, "report.json");
    const { code, lines } = run(
      `describe("x", () => { it("a", () => {}); it("b", () => { throw new Error("no"); }); });
       describe("y", () => { before((done) => setTimeout(done, 50)); it.skip("c"); it("d", () => {}); });`,
      ...["--reporter-option", `report=${file}`, "--reporter-option", "lane=lane 2"],
    );
    assert.equal(lines.at(-1), "lane 2: 2 passed, 2 failed");
    assert.equal(code, 2);
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual([report.passed, report.failed], [2, 2]);
    assert.deepEqual(report.failures, [
      { title: "x b", reason: "no" },
      { title: "Skipped, which counts as failed: y c", reason: "" },
    ]);
    assert.deepEqual(
      report.tests.map(({ title }) => title),
      ["x a", "x b", "y d"],
    );
    const [clocked] = report.files;
    assert.equal(report.files.length, 1);
    assert.equal(path.basename(clocked?.title ?? ""), "example.test.cjs");
    assert.ok(Number(clocked?.ms) >= 50, "hooks count");
  });
});
