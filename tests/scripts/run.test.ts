import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const root = path.join(__dirname, "../..");

/** A copy of the entry script in a project of its own: one package, and one command that says what it got. */
class Clone {
  readonly folder = mkdtempSync(path.join(tmpdir(), "run-"));
  readonly env = {
    ...process.env,
    PATH: [path.join(this.folder, "bin"), process.env["PATH"]].join(path.delimiter),
  };

  constructor(start: string, node = ">=20.19") {
    mkdirSync(path.join(this.folder, "scripts"));
    for (const file of ["run.mjs", "typescript.cjs"])
      copyFileSync(path.join(root, "scripts", file), path.join(this.folder, "scripts", file));
    this.write("package.json", JSON.stringify({ engines: { node } }));
    this.write("scripts/start.ts", start);
    this.write(
      "package-lock.json",
      JSON.stringify({ packages: { "": {}, "node_modules/one": { integrity: "sha-1" } } }),
    );
    // An npm that installs what the lock file says, as far as the script can see.
    const link = `ln -s ${path.join(root, "node_modules")}/* node_modules/`;
    const note = "cp package-lock.json node_modules/.package-lock.json";
    this.write(
      "bin/npm",
      `#!/bin/sh\necho "npm got $*"\nmkdir -p node_modules && ${link} 2>/dev/null; ${note}\n`,
    );
    chmodSync(path.join(this.folder, "bin/npm"), 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  get script(): string {
    return path.join(this.folder, "scripts/run.mjs");
  }

  run(...args: string[]) {
    return spawnSync(process.execPath, [this.script, ...args], { env: this.env, encoding: "utf8" });
  }
}

describe("the entry of npm start, npm test and npm run local", function () {
  this.timeout(30_000);
  let clone: Clone;
  let child: ChildProcess | undefined;
  afterEach(() => {
    child?.kill("SIGKILL");
    rmSync(clone.folder, { recursive: true, force: true });
  });

  it("installs the dependencies of a fresh clone, then runs the command with its arguments", () => {
    clone = new Clone(
      `const args: string[] = process.argv.slice(2); console.log(args.join("|"), process.cwd());`,
    );
    const { status, stdout, stderr } = clone.run("start", "--one", "two words");
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `--one|two words ${clone.folder}\n`);
    assert.match(stderr, /npm got ci/);
  });

  it("does not install again, until the lock file changes", () => {
    clone = new Clone("");
    clone.run("start");
    assert.doesNotMatch(clone.run("start").stderr, /npm got/);
    clone.write(
      "package-lock.json",
      JSON.stringify({ packages: { "node_modules/one": { integrity: "sha-2" } } }),
    );
    assert.match(clone.run("start").stderr, /npm got ci/);
  });

  it("stops when the install fails", () => {
    clone = new Clone("");
    clone.write("bin/npm", "#!/bin/sh\nexit 4\n");
    const { status, stderr } = clone.run("start");
    assert.equal(status, 1);
    assert.match(stderr, /`npm ci` failed \(exit code 4\)/);
  });

  it("refuses a Node.js that is too old, and says which is needed", () => {
    clone = new Clone("", ">=99.1");
    const { status, stderr } = clone.run("start");
    assert.equal(status, 1);
    assert.match(
      stderr,
      new RegExp(`Node.js ${process.versions.node} is too old: this project needs 99.1 or later`),
    );
    assert.ok(!existsSync(path.join(clone.folder, "node_modules")), "it installed all the same");
  });

  it("names the commands when it gets another one", () => {
    clone = new Clone("");
    const { status, stderr } = clone.run("begin");
    assert.equal(status, 1);
    assert.match(stderr, /"begin" is not a command of this project. Use one of: start, test, local/);
  });

  it("ends with the command's exit code", () => {
    clone = new Clone("process.exit(7);");
    assert.equal(clone.run("start").status, 7);
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`passes ${signal} on, and waits for the command to end`, async () => {
      clone = new Clone(
        `process.once("${signal}", () => setTimeout(() => { console.log("tidied up"); process.exit(9); }, 200));
         setInterval(() => {}, 1000);
         console.log("ready");`,
      );
      const started = spawn(process.execPath, [clone.script, "start"], { env: clone.env });
      child = started;
      let output = "";
      started.stdout.on("data", (bytes) => {
        output += bytes;
        if (String(bytes).includes("ready")) started.kill(signal);
      });
      const [code] = await once(started, "close");
      assert.match(output, /tidied up/);
      assert.equal(code, 9);
    });
  }

  it("ends as a shell would tell it when a signal ended the command", () => {
    clone = new Clone(`process.kill(process.pid, "SIGKILL");`);
    assert.equal(clone.run("start").status, 137);
  });
});

describe("the installed dependencies of this project", () => {
  it("are those of the lock file, so that a command starts at once", () => {
    const { stderr } = spawnSync(process.execPath, [path.join(root, "scripts/run.mjs"), "local", "help"], {
      encoding: "utf8",
      env: { ...process.env, PATH: "/nowhere" },
    });
    assert.doesNotMatch(stderr, /Installing the dependencies/);
  });
});
