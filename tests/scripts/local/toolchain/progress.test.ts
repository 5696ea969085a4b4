import assert from "node:assert/strict";
import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { duration, plain, spinner } from "../../../../scripts/local/toolchain/progress";

describe("toolchain: progress", () => {
  it("gives signs of life with the time and the activity where there is no terminal", async () => {
    const lines: string[] = [];
    await plain((line) => lines.push(line), 20).during("building", async ({ note }) => {
      note("compiling etcd");
      await sleep(110);
    });
    const beats = lines.slice(1, -1);
    assert.equal(lines[0], "building ...");
    assert.ok(beats.length >= 2, `${beats.length} signs of life in 110 ms, one each 20 ms wanted`);
    for (const beat of beats) assert.equal(beat, "building ... 0s, compiling etcd");
    assert.equal(lines.at(-1), "building: done in 0s");
  });

  it("is silent after a failure: no sign of life, no word of success", async () => {
    const lines: string[] = [];
    const failing = plain((line) => lines.push(line), 10).during("building", () =>
      Promise.reject(new Error("no")),
    );
    await assert.rejects(failing);
    await sleep(40);
    assert.deepEqual(lines, ["building ..."]);
  });

  it("draws one line on a terminal that never wraps, and leaves only the closing line", async () => {
    const screen = { columns: 40, text: "", write: (text: string) => ((screen.text += text), true) };
    await spinner(screen).during("building", async ({ note }) => {
      note("x".repeat(200));
      await sleep(300);
    });
    const drawn = screen.text.split("\r\x1b[2K");
    assert.ok(drawn.filter((line) => line.includes("xxx")).length >= 2, "the spinner was not drawn");
    for (const line of drawn)
      assert.ok(line.length < 40, `a line of ${line.length} characters on 40 columns`);
    assert.match(screen.text, /✔ building 0s\n(\r\x1b\[2K)*$/);
  });

  it("writes durations in minutes and seconds, with less than 60 of the latter", () => {
    assert.equal(duration(4_400), "4s");
    assert.equal(duration(60_000), "1m 0s");
    assert.equal(duration(72_000), "1m 12s");
    fc.assert(
      fc.property(fc.nat(100_000), (seconds) => {
        const [, minutes = "0", rest = ""] = duration(seconds * 1000).match(/^(?:(\d+)m )?(\d+)s$/) ?? [];
        assert.equal(Number(minutes) * 60 + Number(rest), seconds);
        assert.ok(Number(rest) < 60);
      }),
    );
  });
});
