import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../scripts/local/plane/folder";
import { nodeCommand } from "../../../scripts/local/plane/typescript";
import { temporaryFolder } from "../../support/files";
import { isAlive, until } from "../../support/processes";

const passing = `describe("good", () => it("passes", () => {}));`;

describe("test files in lanes", function () {
  this.timeout(60_000);
  const folderOf = temporaryFolder();
  let child: ChildProcess | undefined;
  let pids: number[] = [];
  afterEach(() => {
    child?.kill("SIGKILL");
    for (const pid of pids.splice(0).filter(isAlive)) process.kill(pid, "SIGKILL");
  });

  /** Two lanes, each with one file; real mocha processes. */
  function start(one: string, two: string) {
    const folder = folderOf({ "one.test.cjs": one, "two.test.cjs": two, "tmp/empty": "" });
    const lists = ["one", "two"].map((name) => [path.join(folder, `${name}.test.cjs`)]);
    const reporter = path.join(projectRoot, "tests", "reporter.cjs");
    const script = path.join(__dirname, "run-lanes.ts");
    // With an option of Node.js, mocha runs the tests in a child of its own, as it does with the project's settings.
    const options = ["--no-config", "--reporter", reporter, "--node-option", "trace-warnings"];
    options.push("--reporter-option", "grace=1");
    const [node, ...args] = nodeCommand(script, JSON.stringify(lists), ...options);
    const started = spawn(node, args, { env: { ...process.env, TMPDIR: path.join(folder, "tmp") } });
    child = started;
    const output = { text: "" };
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (bytes: Buffer) => (output.text += bytes.toString()));
    const ended = once(started, "close").then(([code]: (number | null)[]) => ({
      code,
      lines: output.text.trimEnd().split("\n"),
      left: readdirSync(path.join(folder, "tmp")),
    }));
    return { process: started, folder, output, ended };
  }

  async function run(one: string, two: string) {
    const { code, lines, left } = await start(one, two).ended;
    assert.deepEqual(left, ["empty"], "no report is left behind");
    assert.equal(
      lines.filter((line) => /^\d+ passed, \d+ failed$/.test(line)).length,
      1,
      "one line tells the outcome",
    );
    return { code, lines, last: lines.at(-1) };
  }

  it("are a success when both lanes are", async () => {
    const { code, lines, last } = await run(
      passing,
      `describe("a", () => { it("b", () => {}); it("c", () => console.error("said")); });`,
    );
    assert.equal(last, "3 passed, 0 failed");
    assert.equal(code, 0);
    assert.ok(lines.includes("1 |     ✔ passes"), lines.join("\n"));
    assert.ok(lines.includes("2 | said"), lines.join("\n"));
    assert.ok(lines.includes("1 | lane 1: 1 passed, 0 failed"), lines.join("\n"));
  });

  it("are a failure when a test fails, which is shown with what was expected, and named at the end", async () => {
    const { code, lines, last } = await run(
      passing,
      `describe("bad", () => { it("fails", () => require("assert").strictEqual(1, 2)); it("passes", () => {}); });`,
    );
    assert.equal(last, "2 passed, 1 failed");
    assert.equal(code, 1);
    assert.match(lines.join("\n"), /^2 \| +-1\n2 \| +\+2$/m);
    assert.deepEqual(lines.slice(lines.indexOf("Failed:")).slice(0, 2), ["Failed:", "  lane 2: bad fails"]);
  });

  it("are a failure when a test is skipped", async () => {
    const { code, lines, last } = await run(`describe("x", () => it.skip("later"));`, passing);
    assert.equal(last, "1 passed, 1 failed");
    assert.equal(code, 1);
    assert.ok(lines.includes("  lane 1: Skipped, which counts as failed: x later"), lines.join("\n"));
  });

  it("are a failure when a lane runs no test", async () => {
    const { code, lines, last } = await run("", passing);
    assert.equal(last, "1 passed, 1 failed");
    assert.equal(code, 1);
    assert.ok(lines.includes("  lane 1 ran no test."), lines.join("\n"));
  });

  it("are a failure when a lane ends in the middle, even as if all were well", async () => {
    const { code, lines, last } = await run(passing, `it("a", () => {}); it("b", () => process.exit(0));`);
    assert.equal(last, "1 passed, 1 failed");
    assert.equal(code, 1);
    assert.match(lines.join("\n"), /lane 2 ended with exit code 0 before its tests were over/);
  });

  it("are a failure, and end, when a test leaves something open", async () => {
    const { code, lines, last } = await run(passing, `it("a", () => void setInterval(() => {}, 1000));`);
    assert.equal(last, "2 passed, 1 failed");
    assert.equal(code, 1);
    assert.match(lines.join("\n"), /still open 1 s after they ended: .*Timeout/);
    assert.match(lines.join("\n"), /lane 2 ended with exit code 1 after its tests had passed/);
  });

  it("are a failure when a lane is killed", async () => {
    const { code, lines, last } = await run(passing, `it("a", () => process.kill(process.pid, "SIGKILL"));`);
    assert.equal(last, "1 passed, 1 failed");
    assert.equal(code, 1);
    assert.match(lines.join("\n"), /lane 2 ended by SIGKILL before its tests were over/);
  });

  it("are a failure when a file of a lane cannot be loaded", async () => {
    const { code, lines, last } = await run(`throw new Error("not to be loaded");`, passing);
    assert.equal(last, "1 passed, 1 failed");
    assert.equal(code, 1);
    assert.match(lines.join("\n"), /^1 \| .*not to be loaded/m);
  });

  /** A test that goes on, and tidies up when it is told to end. */
  const busy = (name: string, atTheEnd: string) => `
    const { writeFileSync } = require("fs");
    it("goes on", function (done) {
      this.timeout(0);
      process.on("SIGTERM", () => setTimeout(() => {
        ${atTheEnd}
      }, 300));
      setInterval(() => {}, 1000);
      writeFileSync(require("path").join(__dirname, "${name}.pid"), String(process.pid));
    });`;
  const tidy = (name: string) =>
    busy(name, `writeFileSync(require("path").join(__dirname, "${name}.tidy"), ""); process.exit(143);`);

  async function bothRun(folder: string): Promise<void> {
    const files = ["one.pid", "two.pid"].map((name) => path.join(folder, name));
    const read = () => files.filter(existsSync).map((file) => Number(readFileSync(file, "utf8")));
    await until(() => (pids = read().filter((pid) => pid > 0)).length === 2, "both lanes run");
  }

  for (const [signal, number] of [
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ] as const) {
    it(`tidy up in both lanes, and end, at a ${signal}`, async () => {
      const { process: lanes, folder, ended } = start(tidy("one"), tidy("two"));
      await bothRun(folder);
      lanes.kill(signal);
      const { code, lines } = await ended;
      assert.equal(code, 128 + number);
      assert.equal(lines.at(-1), "0 passed, 2 failed");
      assert.deepEqual(
        ["one.tidy", "two.tidy"].filter((name) => !existsSync(path.join(folder, name))),
        [],
      );
    });
  }

  it("end at once at a second signal", async () => {
    const { process: lanes, folder, ended } = start(busy("one", ""), tidy("two"));
    await bothRun(folder);
    lanes.kill("SIGTERM");
    await until(() => existsSync(path.join(folder, "two.tidy")), "one lane has tidied up");
    lanes.kill("SIGTERM");
    const { code } = await ended;
    assert.equal(code, 143);
    await until(() => !pids.some(isAlive), "both lanes have ended");
  });
});
