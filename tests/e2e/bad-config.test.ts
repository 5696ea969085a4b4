import assert from "node:assert/strict";
import { type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("a bad config", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("bad-config");
  });
  after(() => stack.destroy());

  const bad = {
    services: {
      cart: { image: image("2"), replicaCount: "many" },
      pay: {
        image: image("2"),
        rollout: { enabled: true, canary: { steps: [{ setWeight: 10 }, { setWeight: 150 }] } },
      },
    },
  };

  for (const command of ["preview", "up"] as const) {
    it(`stops the ${command} with every path and without a stack trace`, async () => {
      const output = await stack.fail(command, bad);
      assert.match(output, /2 errors in the config, nothing was changed:/);
      assert.match(output, /services\.cart\.replicaCount: "many" is not valid: expected a number\./);
      assert.match(
        output,
        /services\.pay\.rollout\.canary\.steps\[1\]\.setWeight: 150 is above 100\. A weight is a percentage of traffic\./,
      );
      assert.equal(hasStackTrace(output), false, output);
    });
  }

  it("shows ten mistakes in three services at once, in the order of their places, and registers nothing", async () => {
    const services = {
      cart: {
        image: image("2"),
        replicaCount: "many",
        servise: { port: 80 },
        autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 3 },
      },
      pay: {
        image: image("2"),
        rollout: {
          enabled: true,
          canary: { steps: [{ setWieght: 10 }, { setWeight: 150 }, { pause: { duration: "soon" } }] },
        },
      },
      web: {
        image: { repository: "registry.example/app", tag: 1.1 },
        service: { port: 99999 },
        rollout: { enabled: true, strategy: "purple" },
      },
    };
    const output = await stack.fail("up", { services });
    const list = output.split("10 errors in the config, nothing was changed:\n").at(-1);
    assert.deepEqual(
      list?.match(/(?<=^ +)services\.\S+(?=: )/gm),
      [
        "cart.autoscaling.minReplicas",
        "cart.replicaCount",
        "cart.resources.requests.cpu",
        "cart.servise",
        "pay.rollout.canary.steps[0].setWieght",
        "pay.rollout.canary.steps[1].setWeight",
        "pay.rollout.canary.steps[2].pause.duration",
        "web.image.tag",
        "web.rollout.strategy",
        "web.service.port",
      ].map((place) => `services.${place}`),
      output,
    );
    assert.equal(hasStackTrace(output), false, output);
    assert.deepEqual(await stack.resources(), []);
  });

  it("changes nothing of what runs", async () => {
    await stack.up({ services: { pay: { image: image("1") } } });
    const before = await env.cluster.get("Deployment", "pay", stack.name);
    await stack.fail("up", bad);
    assert.deepEqual(await env.cluster.get("Deployment", "pay", stack.name), before);
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), ["pay"]);
  });

  it("is one that hides a secret in a map, and the secret is not shown", async () => {
    await stack.configure({ services: { pay: { image: image("1") } } });
    await stack.setSecret("services.pay.image.tag", "hush-hush");
    const output = await stack.fail("preview");
    assert.match(
      output,
      /services: A secure value inside of a map would be handed on as plain text\. .*secretKeyRef/,
    );
    assert.equal(output.includes("hush-hush"), false);
  });

  it("is one whose manifest cannot be had", async () => {
    const output = await stack.fail("up", { controller: { manifest: { path: "/nowhere/install.yaml" } } });
    assert.match(output, /controller\.manifest\.path: \/nowhere\/install\.yaml cannot be read/);
  });
});

function hasStackTrace(output: string): boolean {
  return /\n\s+at .*\.[jt]s:\d+/.test(output);
}
