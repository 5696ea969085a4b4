import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { withoutLocalSalt } from "../../../scripts/local/stack-files";

const written = "config:\n  a:image: { tag: v1 } # the newest\n";
const salted = "config:\n  a:image: {tag: v1}\nencryptionsalt: v1:abc=\n";

describe("the project's stack files", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stack-files-"));
    file = path.join(folder, "Pulumi.dev.yaml");
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function afterRun(before: string, during: string): Promise<string> {
    await writeFile(file, before);
    await withoutLocalSalt(folder, () => writeFile(file, during));
    return readFile(file, "utf8");
  }

  it("are as they were when a run on the plane only added its salt", async () => {
    assert.equal(await afterRun(written, salted), written);
  });

  it("keep what a run was asked to change, without the salt", async () => {
    assert.equal(await afterRun(written, salted.replace("v1}", "v2}")), "config:\n  a:image: {tag: v2}\n");
  });

  it("keep a salt of their own", async () => {
    assert.equal(await afterRun(salted, salted.replace("abc", "def")), salted.replace("abc", "def"));
  });

  it("are restored when the run fails too", async () => {
    await writeFile(file, written);
    const run = withoutLocalSalt(folder, async () => {
      await writeFile(file, salted);
      throw new Error("failed");
    });
    await assert.rejects(run, /failed/);
    assert.equal(await readFile(file, "utf8"), written);
  });
});
