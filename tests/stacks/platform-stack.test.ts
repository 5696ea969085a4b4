import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { controller } from "../../components/config";
import { platformOutputsOf } from "../../stacks/platform-outputs";
import { readPlatform } from "../../stacks/platform-stack";

const stack = "shop/progressive-delivery/platform";
const templates = { success: { args: [{ name: "service" }] } };

describe("the platform's stack", () => {
  async function read(outputs: Record<string, unknown>) {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, outputs, secretOutputNames: [] } }),
      call: ({ inputs }) => inputs,
    });
    return readPlatform(stack);
  }

  it("says what its controller has, and which templates there are", async () => {
    const plugins = {
      steps: [
        { name: "shop/bake", location: "file:///bake" },
        { name: "shop/cool", location: "file:///cool", disabled: true },
      ],
      trafficRouters: [{ name: "argoproj-labs/gatewayAPI", location: "file:///router" }],
    };
    const install = { ...controller.parse({ rollouts: 7, plugins }), install: true };
    const platform = platformOutputsOf({ controller: install, analysisTemplates: templates });
    assert.deepEqual(await read({ platform }), {
      format: 1,
      controller: {
        version: install.version,
        namespace: "argo-rollouts",
        rollouts: 7,
        plugins: {
          trafficRouters: ["argoproj-labs/gatewayAPI"],
          metricProviders: [],
          steps: ["shop/bake", "shop/cool"],
        },
      },
      instances: [],
      analysisTemplates: templates,
      namespaces: {},
      gateways: [],
    });
  });

  it("says which controllers the Rollouts are divided between, whoever installs them", async () => {
    const several = { ...controller.parse({ shards: 2 }), install: false };
    const platform = platformOutputsOf({ controller: several, analysisTemplates: {} });
    assert.deepEqual((await read({ platform })).instances, ["shard-0", "shard-1"]);
    const older = { format: 1, analysisTemplates: {} };
    assert.deepEqual((await read({ platform: older })).instances, []);
  });

  it("says nothing of a controller that it does not install", async () => {
    const elsewhere = { ...controller.parse({}), install: false };
    const platform = platformOutputsOf({ controller: elsewhere, analysisTemplates: {} });
    assert.equal((await read({ platform })).controller, undefined);
  });

  it("may say more than this program knows", async () => {
    const newer = { format: 1, analysisTemplates: templates, moons: 2 };
    assert.deepEqual((await read({ platform: newer })).analysisTemplates, templates);
  });

  it("must have been up, with a program that means the same", async () => {
    await assert.rejects(read({ namespace: "platform" }), {
      name: "ConfigError",
      message:
        /platform: The stack shop\/progressive-delivery\/platform has no output platform\. Run pulumi up/,
    });
    await assert.rejects(read({ platform: { format: 2, analysisTemplates: {} } }), {
      message: /platform: The output platform of the stack .* has the format 2, and this program reads 1\./,
    });
    await assert.rejects(
      read({ platform: { format: 1, analysisTemplates: { success: { metrics: "no" } } } }),
      {
        message: /platform: The output platform of the stack .* is not one of this program's\./,
      },
    );
  });
});
