import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";

import fc from "fast-check";

import { processStart, startFromStat } from "../../../../scripts/local/plane/identity";

describe("the identity of a process", () => {
  it("does not change while the process lives", () => {
    const first = processStart(process.pid);
    assert.notEqual(first, undefined);
    assert.equal(processStart(process.pid), first);
  });

  it("is gone with the process", async () => {
    const child = spawn("true");
    await once(child, "exit");
    assert.equal(processStart(child.pid ?? 0), undefined);
  });

  it("is read whatever the command is called", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (command, ticks) => {
        const stat = `42 (${command}) S ${Array.from({ length: 18 }, () => "7").join(" ")} ${ticks} 8 9\n`;
        assert.equal(startFromStat(stat, "boot"), `boot:${ticks}`);
      }),
    );
  });

  it("is none for a process that only waits to be reaped", () => {
    assert.equal(
      startFromStat(`42 (sh) Z ${Array.from({ length: 18 }, () => "0").join(" ")} 5 0`, "boot"),
      undefined,
    );
  });
});
