import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import path from "node:path";
import { nodeCommand } from "../../../scripts/local/plane/typescript";
import { temporaryFolder } from "../../support/files";
import { isAlive, until } from "../../support/processes";

describe("a run of Pulumi on the plane", function () {
  this.timeout(60_000);
  const folderOf = temporaryFolder();

  it("ends, and all that it has started, with the process that wanted it", async () => {
    const script = `#!/bin/sh\nsleep 60 &\necho $$ $! > "$(dirname "$0")/pids"\necho running\nwait\n`;
    const dir = folderOf({ "bin/pulumi": script });
    chmodSync(path.join(dir, "bin/pulumi"), 0o755);
    const [node, ...args] = nodeCommand(path.join(__dirname, "run-and-leave.ts"), dir);
    const { status, stderr } = spawnSync(node, args, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    const pids = readFileSync(path.join(dir, "bin/pids"), "utf8").trim().split(" ").map(Number);
    assert.equal(pids.length, 2);
    await until(() => !pids.some(isAlive), "both have ended", 10);
  });
});
