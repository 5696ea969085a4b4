import { z } from "zod";
import { name } from "../scalars";

/** A plugin of the controller. Upstream: `PluginItem`. */
const plugin = z.strictObject({
  name: name.describe("`<namespace>/<name>`, as Rollouts refer to it."),
  location: name.describe("`https://`, `http://` or `file://`."),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hex digits, lower case" })
    .optional()
    .describe("Digest of the binary. Default: not checked."),
  args: z.array(z.string()).optional().describe("Arguments of the plugin's process."),
  headersFrom: z
    .array(
      z.strictObject({
        secretRef: z.strictObject({ name: name.describe("Name of the Secret.") }).describe("A Secret."),
      }),
    )
    .optional()
    .describe("Secrets in the controller's namespace that hold headers for the download."),
  disabled: z.boolean().optional().describe("True: it stays in the list and is not loaded. Default false."),
});
export type PluginConfig = z.output<typeof plugin>;

const list = z.array(plugin).default([]);

/** Plugins that the controller loads when it starts. One that cannot be loaded stops the whole controller. */
export const plugins = z.strictObject({
  trafficRouters: list.describe("Plugins that split traffic."),
  metricProviders: list.describe("Plugins that measure."),
  steps: list.describe("Plugins that are steps of a canary."),
});
