import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { MARKER, writeFolder } from "../../../scripts/render/folder";
import { temporaryFolder } from "../../support/files";
import { readTree } from "../../support/read-tree";

const folderOf = temporaryFolder();
const files = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));
const first = files({ "services/pay/a.yaml": "1", "services/pay/b.yaml": "1", "platform/c.yaml": "1" });
const second = files({ "services/pay/a.yaml": "2", "services/site/d.yaml": "2", "platform/c.yaml": "1" });

describe("the folder of what is rendered", () => {
  let around: string;
  let out: string;
  beforeEach(() => {
    around = folderOf({});
    out = path.join(around, "prod");
  });
  const found = () => [...readTree(out)].filter(([file]) => file !== MARKER);

  it("is made where there is none, and may be there empty", () => {
    assert.deepEqual(writeFolder(out, "prod", first), { added: 4, changed: 0, removed: 0 });
    assert.deepEqual(found(), [...first].sort());
    const other = path.join(around, "empty");
    mkdirSync(other);
    writeFolder(other, "prod", first);
    assert.equal(readTree(other).size, 4);
  });

  it("is left untouched by a second run of the same", () => {
    writeFolder(out, "prod", first);
    const before = statSync(out).ino;
    assert.deepEqual(writeFolder(out, "prod", first), { added: 0, changed: 0, removed: 0 });
    assert.equal(statSync(out).ino, before);
  });

  it("has what is rendered now, and nothing of before; nor is anything left beside it", () => {
    writeFolder(out, "prod", first);
    assert.deepEqual(writeFolder(out, "prod", second), { added: 1, changed: 1, removed: 1 });
    assert.deepEqual(found(), [...second].sort());
    assert.deepEqual(readdirSync(around), ["prod"]);
  });

  it("is refused where it is somebody else's, and stays as it is", () => {
    const foreign = folderOf({ "a.txt": "mine" });
    assert.throws(
      () => writeFolder(foreign, "prod", first),
      /is not empty, and nothing in it says that it was rendered/,
    );
    assert.deepEqual([...readTree(foreign)], [["a.txt", "mine"]]);
    const faked = folderOf({ [MARKER]: "no JSON" });
    assert.throws(() => writeFolder(faked, "prod", first), /from something else/);
    const link = path.join(around, "link");
    symlinkSync(foreign, link);
    assert.throws(() => writeFolder(link, "prod", first), /is not a folder/);
  });

  it("is refused where it is another stack's, or has what was not rendered", () => {
    writeFolder(out, "prod", first);
    assert.throws(() => writeFolder(out, "dev", second), /rendered from prod, not from the stack dev/);
    mkdirSync(path.join(out, ".git"));
    assert.throws(() => writeFolder(out, "prod", second), /what was not rendered, and would be lost: \.git/);
    assert.deepEqual(found(), [...first].sort());
  });

  it("keeps what it was when the new files cannot be written", function () {
    writeFolder(out, "prod", first);
    // A file where a folder has to be.
    const impossible = files({ "services/pay": "1", "services/pay/a.yaml": "1" });
    assert.throws(() => writeFolder(out, "prod", impossible));
    assert.deepEqual(found(), [...first].sort());
    assert.deepEqual(readdirSync(around), ["prod"]);
    if (process.getuid?.() === 0) return; // who may write everywhere fails at nothing else
    chmodSync(around, 0o500);
    assert.throws(() => writeFolder(out, "prod", second));
    chmodSync(around, 0o700);
    assert.deepEqual(found(), [...first].sort());
  });

  it("comes back after a run that was killed when it had moved the old one away", () => {
    writeFolder(out, "prod", first);
    renameSync(out, path.join(around, ".prod.before"));
    assert.deepEqual(writeFolder(out, "prod", second), { added: 1, changed: 1, removed: 1 });
    assert.ok(!existsSync(path.join(around, ".prod.before")));
  });
});
