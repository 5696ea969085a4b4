import { z } from "zod";

/** Where a release manifest comes from. */
export const manifestSource = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Where the release manifest is downloaded from. Default: the upstream release of `version`."),
    path: z.string().min(1).optional().describe("A file that is read instead."),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hex digits" })
      .optional()
      .describe("Hex digest that the manifest must have. A difference is an error. Default: not checked."),
  })
  .refine((source) => source.url === undefined || source.path === undefined, {
    error: "expected url or path, not both",
  });
