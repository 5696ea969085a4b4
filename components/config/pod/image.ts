import { z } from "zod";
import { isOutput, leaf } from "../leaf";
import { name } from "../scalars";

export const image = z.strictObject({
  repository: leaf(name).describe("Registry and name of the image."),
  tag: leaf(name).optional().describe('A string: write `"1.10"` with quotes, or YAML reads a number.'),
  digest: leaf(z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: "expected sha256: and 64 hex digits" }))
    .optional()
    .describe("`sha256:...`; wins over the tag."),
  pullPolicy: z
    .enum(["Always", "IfNotPresent", "Never"])
    .optional()
    .describe("When a node fetches the image. Default: Always for the tag `latest`, else IfNotPresent."),
});
export type ImageConfig = z.output<typeof image>;

/** The image as one text. Undefined where it is known only later, or pods come from elsewhere. */
export function plainImage({ image }: { readonly image?: ImageConfig | undefined }): string | undefined {
  if (image === undefined) return undefined;
  const { repository, tag, digest } = image;
  const parts = digest === undefined ? [repository, tag] : [repository, digest];
  if (parts.some(isOutput)) return undefined;
  return parts.filter((part) => part !== undefined).join(digest === undefined ? ":" : "@");
}

/** Of the containers beside the main one. */
export const imageOrText = z.union([leaf(name), image], {
  error: "expected an image such as registry.example/proxy:1.0, or its repository with a tag or digest",
});
