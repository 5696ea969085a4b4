import { z } from "zod";
import { name, objectName } from "../scalars";

/** A part that is not said is the release manifest's. */
export const image = z.strictObject({
  registry: name
    .optional()
    .describe("Host of the registry, such as a mirror. Default: the release manifest's, `quay.io`."),
  repository: name
    .optional()
    .describe("Name of the image in it. Default: the release manifest's, `argoproj/argo-rollouts`."),
  tag: name.optional().describe("Default: `version` with a `v` before it."),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, { error: "expected sha256: and 64 hex digits" })
    .optional()
    .describe("`sha256:...`, which says exactly what runs. The tag then only tells a reader what it is."),
  pullPolicy: z
    .enum(["Always", "IfNotPresent", "Never"])
    .default("IfNotPresent")
    .describe("When a node fetches the image."),
});

export const imagePullSecrets = z
  .array(objectName)
  .default([])
  .describe("Names of Secrets in the controller's namespace with which images are fetched.");
