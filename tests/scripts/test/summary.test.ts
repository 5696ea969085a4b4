import assert from "node:assert/strict";
import type { Report } from "../../../scripts/test/report";
import { type LaneEnd, summaryOf } from "../../../scripts/test/summary";

const report = (more: Partial<Report> = {}): Report => ({
  passed: 3,
  failed: 0,
  failures: [],
  tests: [],
  files: [],
  ...more,
});

const end = (more: Partial<LaneEnd> = {}): LaneEnd => ({
  name: "lane 1",
  ms: 61_000,
  code: 0,
  signal: null,
  report: report(),
  ...more,
});

const other = end({ name: "lane 2", ms: 3_000, report: report({ passed: 4 }) });

describe("the summary of all lanes", () => {
  it("is a success when all tests of all lanes passed, and ends with their count", () => {
    assert.deepEqual(summaryOf([end(), other]), {
      lines: ["lane 1: 3 passed, 0 failed, 1m 1s", "lane 2: 4 passed, 0 failed, 3s", "7 passed, 0 failed"],
      code: 0,
    });
  });

  it("names every failure, its lane and its reason", () => {
    const failures = [
      { title: "a b", reason: "1 is not 2\n\nhere" },
      { title: "c d", reason: "" },
    ];
    const failed = end({ code: 2, report: report({ failed: 2, failures }) });
    const { lines, code } = summaryOf([failed, other]);
    const listed = ["Failed:", "  lane 1: a b", "      1 is not 2", "      here", "  lane 1: c d", ""];
    assert.deepEqual(lines.slice(0, 6), listed);
    assert.equal(lines.at(-1), "7 passed, 2 failed");
    assert.equal(code, 1);
  });

  it("shortens a long reason in the middle, where the least is said", () => {
    const reason = ["x".repeat(300), ...Array.from({ length: 40 }, (_, n) => `line ${String(n)}`)].join("\n");
    const { lines } = summaryOf([end({ report: report({ failed: 1, failures: [{ title: "a", reason }] }) })]);
    const shown = lines.slice(2, lines.indexOf("")).map((line) => line.trim());
    assert.deepEqual(shown.slice(0, 2), ["x".repeat(200), "line 0"]);
    assert.deepEqual(shown.slice(5, 8), ["line 4", "... 21 lines more ...", "line 26"]);
    assert.deepEqual([shown.length, shown.at(-1)], [21, "line 39"]);
  });

  it("has the ten slowest tests and files of all lanes together, slowest first", () => {
    const timed = (name: string, from: number) =>
      Array.from({ length: 8 }, (_, index) => ({
        title: name + String(from + 2 * index),
        ms: from + 2 * index,
      }));
    const odd = report({ tests: timed("t", 1), files: timed("f", 1) });
    const even = report({ tests: timed("t", 2), files: timed("f", 2) });
    const { lines } = summaryOf([end({ report: odd }), end({ name: "lane 2", report: even })]);
    const numbers = [16, 15, 14, 13, 12, 11, 10, 9, 8, 7];
    const listed = (letter: string) =>
      numbers.map((ms) => `  ${String(ms).padStart(6)} ms  ${letter}${String(ms)}`);
    assert.deepEqual(lines.slice(0, -3), [
      "Slowest tests:",
      ...listed("t"),
      "",
      "Slowest files:",
      ...listed("f"),
      "",
    ]);
  });

  const none = report({ passed: 0 });
  const troubles: [string, Partial<LaneEnd>, string, string][] = [
    [
      "was killed",
      { code: null, signal: "SIGKILL", report: undefined },
      "lane 1 ended by SIGKILL before its tests were over; they are not counted.",
      "4 passed, 1 failed",
    ],
    [
      "ended before its tests were over",
      { code: 0, report: undefined },
      "lane 1 ended with exit code 0 before its tests were over; they are not counted.",
      "4 passed, 1 failed",
    ],
    ["ran no test", { code: 1, report: none }, "lane 1 ran no test.", "4 passed, 1 failed"],
    [
      "failed after its tests",
      { code: 7 },
      "lane 1 ended with exit code 7 after its tests had passed.",
      "7 passed, 1 failed",
    ],
    [
      "was killed after its tests",
      { code: null, signal: "SIGTERM" },
      "lane 1 ended by SIGTERM after its tests had passed.",
      "7 passed, 1 failed",
    ],
  ];
  for (const [what, how, line, last] of troubles) {
    it(`counts a lane that ${what} as a failure, and says so`, () => {
      const { lines, code } = summaryOf([end(how), other]);
      assert.deepEqual(lines.slice(0, 2), ["Each of these counts as a failure:", `  ${line}`]);
      assert.equal(lines.at(-1), last);
      assert.equal(code, 1);
    });
  }
});
