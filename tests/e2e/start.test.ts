import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { planeStatus, removePlane } from "../../scripts/local/plane";
import { planeFolder, projectRoot } from "../../scripts/local/plane/folder";
import { partNames } from "../../scripts/local/plane/part";
import { temporaryFolder } from "../support/plane";
import { Cluster } from "./support/cluster";

/** `npm start` or `npm run local`, as a person runs it. */
class Command {
  output = "";
  readonly ended: Promise<number>;
  private readonly child: ChildProcess;

  constructor(dir: string, ...args: string[]) {
    const env = { ...process.env, PROGRESSIVE_DELIVERY_LOCAL_DIR: dir };
    this.child = spawn(process.execPath, ["scripts/run.mjs", ...args], { cwd: projectRoot, env });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = once(this.child, "close").then(([code]) => Number(code));
  }

  async says(text: string, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !this.output.includes(text);) {
      if (Date.now() > end) assert.fail(`"${text}" is not in:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

describe("npm start", function () {
  this.timeout(600_000);
  let dir: string;
  before(async () => {
    dir = await temporaryFolder();
  });
  after(async () => {
    await removePlane(dir);
    await rm(dir, { recursive: true, force: true });
  });

  for (const part of partNames) {
    it(`says within 30 s that ${part} was killed in its middle, and the next run begins afresh`, async () => {
      const start = new Command(dir, "start");
      await start.says("pulumi up --yes", 120);
      const pid = await pidOf(dir, part, start);
      process.kill(pid, "SIGKILL");
      const killed = Date.now();
      assert.equal(await start.ended, 1, start.output);
      assert.ok(Date.now() - killed < 30_000, `it took ${String(Date.now() - killed)} ms`);
      const lastWords = start.output.slice(-3_000);
      assert.match(lastWords, new RegExp(`${part}.* ended by itself`));
      assert.match(lastWords, /Run npm start again: it begins with a fresh control plane\./);
    });
  }

  it("runs the dev stack, shows a canary up to 100 % and says what runs, after all that, and although a controller is killed", async () => {
    const files = ["dev", "staging", "prod"].map((name) =>
      path.join(projectRoot, "stacks", `Pulumi.${name}.yaml`),
    );
    const read = () => Promise.all(files.map((file) => readFile(file, "utf8")));
    const before = await read();
    const start = new Command(dir, "start");
    await start.says("pulumi up --yes", 120);
    // Its pod is the cluster's business: it is started again.
    process.kill(await pidOf(dir, "rollouts-controller", start), "SIGKILL");
    assert.equal(await start.ended, 0, start.output);
    const [, afterUpdate = ""] = start.output.split("== The new version, and its canary");
    assert.match(afterUpdate, /\[#{5}\.{15}\] {2}25 %/);
    assert.match(afterUpdate, /\[#{20}\] 100 % .*4 of 4 pods new {2}Healthy/);
    assert.match(
      afterUpdate,
      /frontend {3}Rollout\n {2}hat {8}Rollout\n {2}left-arm {3}Rollout\n {2}left-leg {3}Deployment/,
    );
    assert.deepEqual(await read(), before, "the stacks' files are as they were");
  });

  for (const command of ["preview", "refresh"]) {
    it(`leaves nothing to do for a pulumi ${command} by hand`, async () => {
      const flags = ["--stack", "dev", "--expect-no-changes", ...(command === "refresh" ? ["--yes"] : [])];
      const exec = new Command(dir, "local", "exec", "--", "pulumi", command, ...flags);
      assert.equal(await exec.ended, 0, exec.output);
    });
  }

  it("can be followed by a destroy of the whole stack, controller included, that leaves the CRDs and nothing else", async () => {
    const exec = new Command(dir, "local", "exec", "--", "pulumi", "destroy", "--stack", "dev", "--yes");
    assert.equal(await exec.ended, 0, exec.output);
    const cluster = new Cluster({ kubeconfig: planeFolder(dir).kubeconfig });
    for (const name of ["podtato-dev", "argo-rollouts"])
      assert.equal(await cluster.get("Namespace", name), undefined);
    assert.ok(await cluster.get("CustomResourceDefinition", "rollouts.argoproj.io"));
    const status = new Command(dir, "local", "status");
    assert.equal(await status.ended, 0, `the controller's end is no crash:\n${status.output}`);
  });
});

async function pidOf(dir: string, part: string, start: Command): Promise<number> {
  for (;;) {
    const found = (await planeStatus(dir)).find(
      ({ name, pid }) => name.startsWith(part) && pid !== undefined,
    );
    if (found?.pid !== undefined) return found.pid;
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, 100)),
      start.ended.then(() => assert.fail(`${part} never ran:\n${start.output}`)),
    ]);
  }
}
