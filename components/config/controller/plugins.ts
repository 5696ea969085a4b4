import { z } from "zod";
import { absolutePath } from "../pod/names";
import { resources } from "../pod/resources";
import { name } from "../scalars";
import { registeredNames } from "./plugin-registry";

const reason = z.string().trim().min(1, { error: "expected the reason why" });
const word = z.string().min(1);

const image = z.strictObject({
  repository: name
    .optional()
    .describe(
      "Registry and name of the image. Default with `use`: the plugin's own, where it publishes one.",
    ),
  tag: name.optional().describe("Default with `use`: that of `version`."),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, { error: "expected sha256: and 64 hex digits, lower case" })
    .optional()
    .describe(
      "`sha256:...`; wins over the tag. Of the image's index, where nodes have several architectures.",
    ),
  file: absolutePath
    .optional()
    .describe("The plugin's file in the image. Default with `use`: where the plugin's own image has it."),
  pullPolicy: z
    .enum(["Always", "IfNotPresent", "Never"])
    .optional()
    .describe("When a node fetches the image. Default: Always for the tag `latest`, else IfNotPresent."),
  command: z
    .array(word)
    .min(1)
    .default(["cp", "{file}", "{target}"])
    .describe(
      "What copies the file, for an image that has no `cp`. `{file}` and `{target}` stand for the file and for where it has to be; it has to be executable there.",
    ),
  runAsUser: z
    .int()
    .min(1)
    .optional()
    .describe("User id of the copying. Default: the image's own, which must be a number other than 0."),
  resources: resources
    .prefault({ requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } })
    .describe("CPU and memory of the copying. Default: a request of 10m and 32Mi, a limit of 128Mi."),
});

export type PluginImageConfig = z.output<typeof image>;
/** Where the config says nothing of an image that a known plugin publishes. */
export const pluginImageDefaults: PluginImageConfig = image.parse({});

/** A plugin of the controller. Upstream: `PluginItem`. */
const plugin = z
  .strictObject({
    use: z
      .enum(registeredNames)
      .optional()
      .describe("A plugin that is known here: docs/plugins.md. Instead of `name`."),
    version: z
      .string()
      .regex(/^(\d+\.\d+\.\d+(-[\w.]+)?|commit-[0-9a-f]{40})$/, {
        error: 'expected a release such as "0.15.0", without a v before it',
      })
      .optional()
      .describe("With `use`: its release."),
    architecture: z
      .enum(["amd64", "arm64"])
      .optional()
      .describe("With `use`, for a download: that of the controller's nodes. Default amd64."),
    via: z
      .enum(["image", "download"])
      .optional()
      .describe(
        "With `use`: how it comes into the controller's pods. Default: out of its image, where it publishes one.",
      ),
    name: name.optional().describe("`<namespace>/<name>`, as Rollouts refer to it. Instead of `use`."),
    location: name
      .optional()
      .describe("`https://`, `http://` or `file://`. Default with `use`: that of the release."),
    image: image
      .optional()
      .describe(
        "An image with the plugin's file: it is copied into the controller's pods when they start. Instead of `location`.",
      ),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hex digits, lower case" })
      .optional()
      .describe("Digest of what is downloaded. Needed for a download."),
    unverified: z
      .strictObject({ reason: reason.describe("Why.") })
      .optional()
      .describe(
        "For a download over https whose digest nobody can say. It runs with the controller's rights.",
      ),
    clientQps: z
      .int()
      .min(1)
      .optional()
      .describe(
        "Requests per second of the plugin to the API server, where it has a flag for it. Default 40: with its own 5, Rollouts wait for each other.",
      ),
    clientBurst: z
      .int()
      .min(1)
      .optional()
      .describe("Requests at once of the plugin to the API server, where it has a flag for it. Default 80."),
    args: z.array(z.string()).optional().describe("Arguments of the plugin's process."),
    headersFrom: z
      .array(
        z.strictObject({
          secretRef: z.strictObject({ name: name.describe("Name of the Secret.") }).describe("A Secret."),
        }),
      )
      .optional()
      .describe(
        "Secrets in the controller's namespace that hold headers for the download: each key is a header.",
      ),
    disabled: z
      .boolean()
      .optional()
      .describe("For steps. True: it is loaded, and its steps are skipped. Default false."),
  })
  .refine((one) => (one.use === undefined) !== (one.name === undefined), {
    error: "expected use (a plugin that is known here) or name (any other), and not both",
    when: ({ issues }) => issues.length === 0,
  });
export type PluginConfig = z.output<typeof plugin>;

const list = z.array(plugin).default([]);

/** Plugins that the controller loads when it starts. One that cannot be loaded stops the whole controller. */
export const plugins = z.strictObject({
  trafficRouters: list.describe("Plugins that split traffic."),
  metricProviders: list.describe("Plugins that measure."),
  steps: list.describe("Plugins that are steps of a canary."),
});
export type PluginsConfig = z.output<typeof plugins>;
