import { z } from "zod";

/** Name of an environment variable. Upstream: IsEnvVarName in apimachinery's validation. */
export const envName = z.string().regex(/^(?!\.{1,2}$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/, {
  error: "expected letters, digits, hyphens, dots and underscores, no digit and no two dots first",
});
