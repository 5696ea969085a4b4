import { z } from "zod";
import { name } from "./scalars";

/** A plugin of the controller. Upstream: `PluginItem`. */
const plugin = z.strictObject({
  name: name.describe("`<namespace>/<name>`, as Rollouts refer to it."),
  location: name.describe("`https://`, `http://` or `file://`."),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hex digits, lower case" })
    .optional()
    .describe("Digest of the binary. Default: not checked."),
  args: z.array(z.string()).optional(),
  headersFrom: z
    .array(z.strictObject({ secretRef: z.strictObject({ name }) }))
    .optional()
    .describe("Secrets in the controller's namespace that hold headers for the download."),
  disabled: z.boolean().optional(),
});
export type PluginConfig = z.output<typeof plugin>;

const list = z.array(plugin).default([]);

/** Plugins that the controller loads when it starts. One that cannot be loaded stops the whole controller. */
export const plugins = z.strictObject({
  trafficRouters: list,
  metricProviders: list,
  steps: list,
});
