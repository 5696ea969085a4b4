import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, utimes } from "node:fs/promises";
import * as path from "node:path";
import { nodeCommand } from "../../../../scripts/local/plane/typescript";
import { resolve } from "../../../../scripts/local/toolchain/resolve";
import { Workshop } from "./workshop";
import { isAlive, until } from "../../../support/processes";

describe("toolchain: two processes at once", function () {
  this.timeout(120_000);
  let shop: Workshop;
  const started: ChildProcess[] = [];
  beforeEach(() => (shop = new Workshop()));
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    shop.dispose();
  });

  /** A `go` that answers at once, or only when a file appears; what it builds is a script. */
  function fakeGo(whenBuilding: string): Promise<string> {
    const script = [
      "#!/bin/sh",
      `if [ "$1" = env ]; then echo /nowhere; echo off; exit; fi`,
      `echo $$ >> ${shop.folder}/builds`,
      whenBuilding,
      `for last; do [ "$previous" = -o ] && output=$last; previous=$last; done`,
      `echo '#!/bin/sh' > $output`,
    ];
    return shop.write("fake/go", script.join("\n"), 0o755);
  }

  async function start(): Promise<{ child: ChildProcess; output: () => string }> {
    const script = path.join(__dirname, "build-once.ts");
    const env = {
      ...process.env,
      PATH: `${path.join(shop.folder, "fake")}${path.delimiter}${process.env["PATH"]}`,
    };
    const [node, ...args] = nodeCommand(script, JSON.stringify(await shop.catalog()), shop.cacheDir);
    const child = spawn(node, args, { env });
    started.push(child);
    let output = "";
    child.stdout.on("data", (bytes) => (output += bytes));
    child.stderr.on("data", (bytes) => (output += bytes));
    return { child, output: () => output };
  }

  function builds(): number[] {
    const file = path.join(shop.folder, "builds");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : [];
  }

  it("lets one build; the other says that it waits, and uses the result", async () => {
    await fakeGo(`while [ ! -e ${shop.folder}/go-on ]; do sleep 0.1; done`);
    const first = await start();
    await until(() => builds().length === 1, "the first process builds");
    const second = await start();
    await until(() => second.output().includes("waiting for it"), "the second process says that it waits");
    await shop.write("go-on", "");
    await Promise.all([once(first.child, "close"), once(second.child, "close")]);
    assert.match(first.output(), /result: built /);
    assert.match(second.output(), /result: cache /);
    assert.equal(builds().length, 1);
  });

  it("takes over the lock of a process that died", async () => {
    const lock = path.join(shop.cacheDir, "build.lock");
    await mkdir(lock, { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    const { log, cacheDir } = shop;
    await fakeGo("");
    const env = { ...process.env, PATH: `${path.join(shop.folder, "fake")}${path.delimiter}/bin:/usr/bin` };
    const { hello } = await resolve(await shop.catalog(), ["hello"], { env, log, cacheDir });
    assert.equal(hello.source, "built");
    assert.ok(!existsSync(lock), "the lock is still there");
  });

  it("ends its build, leaves no half-written file and no lock when it is told to stop", async () => {
    await fakeGo("exec sleep 60");
    const { child } = await start();
    await until(() => builds().length === 1, "the process builds");
    child.kill("SIGTERM");
    await once(child, "close");
    await until(() => !isAlive(builds()[0] ?? 0), "the build has ended");
    const left = readdirSync(shop.cacheDir, { recursive: true, encoding: "utf8" });
    assert.deepEqual(
      left.filter((entry) => /partial|build\.lock/.test(entry)),
      [],
    );
  });
});
