import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readPlatformTemplates } from "../../stacks/platform-stack";

const stack = "shop/progressive-delivery/platform";

describe("the platform's stack", () => {
  async function templatesOf(outputs: Record<string, unknown>) {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: { ...inputs, outputs, secretOutputNames: [] } }),
      call: ({ inputs }) => inputs,
    });
    return readPlatformTemplates(stack);
  }

  it("has the templates that it put out", async () => {
    const analysisTemplates = { success: { args: [{ name: "service" }] } };
    assert.deepEqual(await templatesOf({ analysisTemplates, namespace: "platform" }), analysisTemplates);
  });

  it("must have been up, with this program", async () => {
    await assert.rejects(templatesOf({ namespace: "platform" }), {
      name: "ConfigError",
      message:
        /platform: The stack shop\/progressive-delivery\/platform has no output analysisTemplates\. Run pulumi up/,
    });
    await assert.rejects(templatesOf({ analysisTemplates: { success: { metrics: "none" } } }), {
      message: /platform: The output analysisTemplates of the stack .* holds no analysis templates\./,
    });
  });
});
