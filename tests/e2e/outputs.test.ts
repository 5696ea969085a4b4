import assert from "node:assert/strict";
import { type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

interface Outputs {
  readonly services: Readonly<Record<string, { readonly commands: Readonly<Record<string, string>> }>>;
}

describe("the outputs of a stack", function () {
  this.timeout(600_000);
  let env: Environment;
  let stack: Stack;
  let services: Outputs["services"];

  const config = (tag: string) => ({
    services: {
      pay: { image: image(tag), service: { port: 8080 }, rollout: pausing },
      cart: { image: image(tag), rollout: { enabled: true, strategy: "bluegreen" } },
      web: { image: image(tag) },
    },
  });

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("outputs");
    await stack.up(config("1"));
    await stack.up(config("2"));
    ({ services } = await stack.outputs<Outputs>());
  });
  after(() => stack.destroy());

  it("say of each service what runs, how it is updated and where it answers", () => {
    const told = Object.entries(services).map(([name, { commands, ...rest }]) => [name, rest]);
    assert.deepEqual(Object.fromEntries(told), {
      cart: {
        kind: "Rollout",
        image: "registry.example/app:2",
        strategy: "blueGreen",
        url: "http://cart.outputs.svc",
      },
      pay: {
        kind: "Rollout",
        image: "registry.example/app:2",
        strategy: "canary",
        url: "http://pay.outputs.svc:8080",
      },
      web: {
        kind: "Deployment",
        image: "registry.example/app:2",
        strategy: "rolling",
        url: "http://web.outputs.svc",
      },
    });
    assert.equal(services["web"]?.commands["watch"], "kubectl rollout status deployment web -n outputs");
  });

  it("hold commands that do what their names say", async () => {
    const newest = () => env.cluster.field("Rollout", "pay", stack.name, "status", "currentPodHash");
    await env.cluster.phase("pay", stack.name, "Paused");
    assert.match(await run("watch", "--timeout-seconds", "1"), /Name: +pay\n/);
    const second = await newest();
    await run("abort");
    await env.cluster.phase("pay", stack.name, "Degraded");
    await run("retry");
    await env.cluster.phase("pay", stack.name, "Paused");
    await run("promote");
    await env.cluster.phase("pay", stack.name, "Healthy");
    assert.equal(await newest(), second);
    await run("undo");
    await env.cluster.until("the version before is the newest", async () => (await newest()) !== second);
  });

  /** As a person who pastes it, but that the plugin is called by its own name: there is no kubectl on the plane. */
  function run(what: string, ...flags: string[]): Promise<string> {
    const command = services["pay"]?.commands[what] ?? "";
    assert.match(command, /^kubectl argo rollouts /);
    return env.argo(...command.replace("kubectl argo rollouts ", "").split(" "), ...flags);
  }
});
