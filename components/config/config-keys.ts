import { z } from "zod";
import { envName } from "./env-name";
import { leaf } from "./leaf";

/** Keys of a service whose text ends up in ConfigMaps that are made here. */
export const configKeys = {
  configFiles: z
    .record(
      z.string().regex(/^\/.*[^/]$/, { error: "expected the absolute path of a file" }),
      leaf(z.string()),
    )
    .default({})
    .describe(
      "Files that the container sees: absolute path -> text, at most 1 MiB in all. A change rolls the pods. Pods of an earlier version keep the text that they were made with, and so does a roll-back (not where a program gives an Output as text: then all files are changed in place).",
    ),
  configEnv: z
    .record(envName, leaf(z.string()))
    .default({})
    .describe(
      'Environment variables that are kept through a canary like `configFiles`: name -> text (write `"1"` and `"true"` with quotes), at most 1 MiB in all. One of the same name in `env` wins.',
    ),
};
