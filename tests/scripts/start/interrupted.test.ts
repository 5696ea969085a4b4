import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasDeadLock } from "../../../scripts/start/interrupted";

describe("the lock of a Pulumi run", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "lock-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function lockOf(pid: number | undefined): Promise<void> {
    const locks = path.join(folder, ".pulumi", "locks", "organization", "project", "dev");
    await mkdir(locks, { recursive: true });
    await writeFile(path.join(locks, "a.json"), JSON.stringify({ pid, username: "me", hostname: "here" }));
  }

  it("is dead when its process is gone", async () => {
    await lockOf(spawnSync("true").pid);
    assert.equal(await hasDeadLock(folder), true);
  });

  it("is not dead while its process lives, or when there is none", async () => {
    assert.equal(await hasDeadLock(folder), false);
    await lockOf(process.pid);
    assert.equal(await hasDeadLock(folder), false);
  });
});
