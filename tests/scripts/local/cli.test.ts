import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { planeStatus, type Plane } from "../../../scripts/local/plane";
import { projectRoot } from "../../../scripts/local/plane/folder";
import { shellQuote } from "../../../scripts/local/plane/shell";
import { nodeCommand } from "../../../scripts/local/plane/typescript";
import { sharedPlane, temporaryFolder } from "../../support/plane";

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const words = nodeCommand(join(projectRoot, "scripts", "local", "cli.ts"));

async function run(dir: string, command: readonly string[]): Promise<Outcome> {
  const [program = "", ...args] = command;
  const env = { ...process.env, PROGRESSIVE_DELIVERY_LOCAL_DIR: dir, PULUMI_ACCESS_TOKEN: "theirs" };
  const child = spawn(program, args, { env, cwd: tmpdir(), stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  }
  await once(child, "close");
  return { code: child.exitCode, ...output };
}

describe("npm run local", function () {
  this.timeout(60_000);
  let plane: Plane;
  before(async () => void (plane = await sharedPlane()));
  const local = (...args: string[]): Promise<Outcome> => run(plane.dir, [...words, ...args]);

  it("exec runs a command on the plane and gives its exit code", async () => {
    const { code, stdout } = await local("exec", "--", "sh", "-c", 'echo "$KUBECONFIG"; exit 7');
    assert.equal(stdout.trim(), plane.kubeconfig);
    assert.equal(code, 7);
  });

  it("exec tells that a command does not exist", async () => {
    const { code, stderr } = await local("exec", "--", "no-such-command");
    assert.equal(code, 127);
    assert.match(stderr, /no-such-command could not be run/);
  });

  it("exec gives the exit code of a shell for a command that a signal ended", async () => {
    assert.equal((await local("exec", "--", "sh", "-c", "kill -9 $$")).code, 137);
  });

  it("exec runs Pulumi logged in to the plane's own folder", async () => {
    const { code, stdout, stderr } = await local(
      "exec",
      "--",
      "pulumi",
      "whoami",
      "--verbose",
      "--non-interactive",
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`file://${plane.dir}/pulumi`));
  });

  it("env lets a shell work on the plane, without the user's login", async () => {
    const script = `eval "$(${[...words, "env"].map(shellQuote).join(" ")})"; echo "$KUBECONFIG"; echo "<\${PULUMI_ACCESS_TOKEN-none}>"; command -v pulumi`;
    const { stdout } = await run(plane.dir, ["sh", "-c", script]);
    assert.deepEqual(stdout.trim().split("\n"), [
      plane.kubeconfig,
      "<none>",
      join(plane.dir, "bin", "pulumi"),
    ]);
  });

  it("status shows each part, and a crash with the end of its log and exit code 1; start repairs it", async () => {
    const healthy = await local("status");
    assert.equal(healthy.code, 0);
    assert.match(healthy.stdout, /kube-scheduler +running/);

    const { pid } = (await planeStatus(plane.dir)).find(({ name }) => name === "kube-scheduler") ?? {};
    assert.ok(pid !== undefined);
    process.kill(pid, "SIGKILL");
    const broken = await local("status");
    assert.equal(broken.code, 1);
    assert.match(broken.stdout, /kube-scheduler +crashed/);
    assert.match(broken.stdout, /kube-scheduler ended by itself.*\n {2}\| ./);

    const repair = await local("start");
    assert.equal(repair.code, 0, repair.stderr);
    assert.match(repair.stdout, /Not well: kube-scheduler/);
  });

  it("tells what to do when no plane runs", async () => {
    const empty = await temporaryFolder();
    const { code, stderr } = await run(empty, [...words, "exec", "--", "true"]);
    assert.equal(code, 1);
    assert.match(stderr, /does not run: etcd \(stopped\).*npm run local -- start/);
    assert.match((await run(empty, [...words, "stop"])).stdout, /No control plane runs/);
    await rm(empty, { recursive: true });
  });

  it("answers an unknown command or flag with the usage and exit code 2", async () => {
    for (const args of [["fly"], ["start", "--fast"], []]) {
      const { code, stderr } = await local(...args);
      assert.equal(code, 2);
      assert.match(stderr, /Usage: npm run local/);
    }
  });
});
