import { z } from "zod";

/** Where a manifest of a release comes from. */
export const manifestSource = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where it is downloaded from. Default: the upstream release of `version`."),
  path: z.string().min(1).optional().describe("A file that is read instead."),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hex digits" })
    .optional()
    .describe("Hex digest that it must have. A difference is an error. Default: not checked."),
});

/** For a `refine` of it. */
export const oneSource = (source: z.output<typeof manifestSource>) =>
  source.url === undefined || source.path === undefined;
export const oneSourceError = { error: "expected url or path, not both" };
