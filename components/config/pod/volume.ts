import { z } from "zod";
import { absolutePath, dnsLabel } from "./names";
import { exactlyOne, isExactlyOne } from "./one-of";
import { volumeSources } from "./volume-sources";

const mount = {
  subPath: z
    .string()
    .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$)).+$/, {
      error: 'expected a path without a slash first and without ".."',
    })
    .optional()
    .describe("Part of the volume that is mounted. Such files are never updated."),
  readOnly: z.boolean().optional().describe("True: nothing can be written. Default false."),
  mountPropagation: z
    .enum(["None", "HostToContainer", "Bidirectional"])
    .optional()
    .describe(
      "Whether mounts made later are seen. `Bidirectional` needs a privileged container. Default None.",
    ),
};

/** Upstream: core `VolumeMount`. */
export const volumeMount = z.strictObject({
  name: dnsLabel.describe("Name of one of the service's `volumes`."),
  mountPath: absolutePath.describe("Where the container sees it."),
  ...mount,
});

const kinds = Object.keys(volumeSources);
const TMP = "/tmp";

/** A volume, and where the main container sees it. Upstream: core `Volume` and `VolumeMount`. */
const volume = z
  .strictObject({
    name: dnsLabel.describe("By which other containers mount it."),
    mountPath: absolutePath
      .optional()
      .describe("Where the main container sees it. Default: nowhere, for other containers alone."),
    ...mount,
    ...volumeSources,
  })
  .refine(isExactlyOne(kinds), exactlyOne(kinds))
  .check(({ value, issues }) => {
    const { name, mountPath } = value;
    const say = (key: string, input: string | undefined, message: string) =>
      issues.push({ code: "custom", path: [key], input, message });
    if (mountPath === undefined && Object.keys(mount).some((key) => key in value))
      say("mountPath", mountPath, "expected where the container sees the volume");
    if (/^(config-\d+|tmp(-.+)?)$/.test(name) && !(name === "tmp" && mountPath === TMP))
      say("name", name, "expected another name: volumes of this name are made here");
  });

export const volumes = z
  .array(volume)
  .default([])
  .check(({ value, issues }) => {
    for (const [index, { name }] of value.entries()) {
      if (value.findIndex((other) => other.name === name) === index) continue;
      const message = "expected a name that no other volume has";
      issues.push({ code: "custom", path: [index, "name"], input: name, message });
    }
  })
  .describe("Volumes of the pod. Each has exactly one source.");
