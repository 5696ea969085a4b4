import assert from "node:assert/strict";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("a stack's place", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;

  const services = { pay: { image: image("1") } };

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("place");
  });
  after(() => stack.destroy());

  it("is the cluster that the config names: elsewhere nothing is registered", async () => {
    const uid = String(await env.cluster.field("Namespace", "kube-system", "", "metadata", "uid"));
    const output = await stack.fail("up", { services, clusterUid: "another" });
    assert.ok(
      output.includes(
        `context: The kubeconfig leads to the cluster ${uid}; this stack may write to another. Set context or kubeconfig, or, when the stack is to move there, clusterUid: ${uid}.`,
      ),
      output,
    );
    assert.deepEqual(await stack.resources(), []);
    await stack.up({ services, clusterUid: uid });
  });

  it("stays in its namespace once it has services there", async () => {
    const output = await stack.fail("up", { services, namespace: "elsewhere" });
    assert.match(
      output,
      /namespace: The services run in place\. In elsewhere everything would be made anew, and nothing moves the traffic\. Set namespace: place, and make another stack for elsewhere\./,
    );
    assert.deepEqual(await env.cluster.names("Deployment", "place"), ["pay"]);
    assert.equal(await env.cluster.get("Namespace", "elsewhere"), undefined);
  });
});
