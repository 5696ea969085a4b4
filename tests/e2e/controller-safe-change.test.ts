import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { portOf } from "../../scripts/local/plane/ports";
import { resolveTools } from "../../scripts/local/toolchain";
import { controllerProcesses } from "./support/controller-processes";
import { controllerStack, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("a change of the controller that does not start", function () {
  this.timeout(400_000);
  let env: Environment;
  let stack: Stack;
  let server: Server;
  let program: Buffer;
  let isThere = false;

  before(async () => {
    const tools = await resolveTools(["step-plugin-sample"]);
    program = await readFile(tools["step-plugin-sample"].path);
    server = createServer((_, response) => {
      if (isThere) response.end(program);
      else response.writeHead(404).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    env = await sharedEnvironment();
    stack = await env.stack("safe-change");
  });
  after(async () => {
    await env.controller.up(controllerStack());
    await stack.destroy();
    server.close();
  });

  const withPlugin = () => {
    const location = `http://127.0.0.1:${String(portOf(server))}/plugin`;
    const sha256 = createHash("sha256").update(program).digest("hex");
    return controllerStack({ plugins: { steps: [{ name: "argoproj-labs/sample-step", location, sha256 }] } });
  };
  const pay = (tag: string) => ({
    services: { pay: { image: image(tag), replicaCount: 2, rollout: pausing } },
  });
  const pids = async () => (await controllerProcesses(env.plane)).map(({ pid }) => pid);
  let former: readonly number[];

  it("fails the up with the last line of its log", async () => {
    await stack.up(pay("1"));
    await stack.up(pay("2"));
    await env.cluster.phase("pay", stack.name, "Paused");
    former = await pids();
    const { code, output } = await env.controller.tryUp(withPlugin());
    assert.equal(code, 1, output);
    assert.match(
      output,
      /The Deployment argo-rollouts does not get ready\. The container argo-rollouts has ended \d+ times\. .*CrashLoopBackOff/,
    );
    assert.match(
      output,
      /The end of its log:\n(.*\n)*.*failed to download file from \S+: response code Not Found/,
    );
    assert.doesNotMatch(output, /^ +at .*\.ts:/m, "no stack trace");
  });

  it("leaves the controllers from before at work, in the same processes, and the canary goes on", async () => {
    const now = await pids();
    assert.deepEqual(
      former.filter((pid) => !now.includes(pid)),
      [],
    );
    await env.argo("promote", "pay", "-n", stack.name);
    await env.cluster.phase("pay", stack.name, "Healthy");
  });

  it("fails the next up as well, which has nothing to change", async () => {
    const { code, output } = await env.controller.tryUp(withPlugin());
    assert.equal(code, 1, output);
    assert.match(output, /response code Not Found/);
  });

  it("succeeds once the plugin is where it shall be", async () => {
    isThere = true;
    await env.controller.up(withPlugin());
    const now = await pids();
    assert.deepEqual(
      former.filter((pid) => now.includes(pid)),
      [],
    );
    for (const { log } of await controllerProcesses(env.plane)) assert.match(log(), /Download complete/);
  });
});
