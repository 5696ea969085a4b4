import assert from "node:assert/strict";
import { buildFailed } from "../../../../scripts/local/toolchain/failure";

describe("toolchain: the error of a failed build", () => {
  const failed = (log: string): string => {
    const insteadOf = "Or put it on PATH.";
    return buildFailed({ tool: "etcd 1.0.0", what: "it failed", log, logPath: "/x/etcd.log", insteadOf })
      .message;
  };

  it("shows the last 20 lines of the log, and no more", () => {
    const log = Array.from({ length: 50 }, (_, at) => `line ${at + 1}`).join("\n");
    const shown = failed(`${log}\n\n`).match(/(?<=^ {2}\| ).*/gm);
    assert.deepEqual(shown, log.split("\n").slice(30));
  });

  const causes: readonly { log: string; remedy: RegExp }[] = [
    { log: "go: go.mod requires go >= 1.26.1 (running go 1.21.0)", remedy: /Install Go 1\.26\.1 or later/ },
    { log: "write /x: no space left on device", remedy: /Free some disk space/ },
    { log: "dial tcp: lookup proxy: no such host", remedy: /Check the network and GOPROXY/ },
    { log: "missing go.sum entry for module providing package x", remedy: /not what this project pins/ },
    { log: "compile: signal: killed", remedy: /for want of memory/ },
    { log: "main.go:1:1: syntax error", remedy: /Read the log/ },
  ];
  for (const { log, remedy } of causes) {
    it(`says what to do about "${log}"`, () => {
      assert.match(failed(log), remedy);
      assert.match(failed(log), /Or put it on PATH\.$/);
    });
  }
});
