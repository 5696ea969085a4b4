import assert from "node:assert/strict";

import { endOfLog, terminatedBy } from "../../../../../scripts/local/plane/controller-runner/termination";

const run = { startedAt: "t0", finishedAt: "t1", log: "--- 2030 first\nold\n--- 2030 second\none\ntwo\n" };
const times = { startedAt: "t0", finishedAt: "t1" };
const falls = { name: "c", terminationMessagePolicy: "FallbackToLogsOnError" };

describe("the end of a controller's process", () => {
  it("has the code and the last words of its own run", () => {
    assert.deepEqual(terminatedBy({ code: 1, signal: null }, falls, run), {
      ...{ exitCode: 1, reason: "Error", message: "one\ntwo" },
      ...times,
    });
  });

  it("has no words where the policy does not ask for them, or where all was well", () => {
    const container = { name: "c", terminationMessagePolicy: "File" };
    const bad = { exitCode: 1, reason: "Error", ...times };
    assert.deepEqual(terminatedBy({ code: 1, signal: null }, container, run), bad);
    const good = { exitCode: 0, reason: "Completed", ...times };
    assert.deepEqual(terminatedBy({ code: 0, signal: null }, falls, run), good);
  });

  it("has the signal's code where it was killed", () => {
    const { exitCode, signal } = terminatedBy({ code: null, signal: "SIGKILL" }, falls, run);
    assert.deepEqual([exitCode, signal], [137, 9]);
  });

  it("has at most 80 lines, and of these 2048 bytes", () => {
    const short = endOfLog(Array.from({ length: 100 }, (_, i) => `l${String(i)}`).join("\n"));
    assert.deepEqual([short.split("\n").length, short.split("\n")[0]], [80, "l20"]);
    const long = endOfLog(`${"x".repeat(3000)}end\n`);
    assert.equal(long.length, 2048);
    assert.ok(long.endsWith("xend"));
  });
});
