import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import { runPulumi } from "../../scripts/local/pulumi";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("the connection to the cluster", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("connection");
  });
  after(() => stack.destroy());

  it("comes from the stack's kubeconfig and context, and its token is not readable in the state", async () => {
    const kubeconfig = await readFile(env.plane.kubeconfig, "utf8");
    const content = Object(load(kubeconfig));
    const context: string = content["current-context"];
    const token: string = content.users[0].user.token;
    await stack.up({ kubeconfig, context, services: { pay: { image: image("1") } } });
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), ["pay"]);
    const { stdout } = await runPulumi(env.plane, ["stack", "export", "--stack", stack.name]);
    assert.ok(token.length > 5 && !stdout.includes(token));
  });

  it("is refused for a context that the kubeconfig does not have", async () => {
    const output = await stack.fail("up", { context: "elsewhere", services: { pay: { image: image("2") } } });
    assert.match(output, /elsewhere/);
  });
});
