import { z } from "zod";
import { leaf } from "./leaf";

/** Keys of a service whose text ends up in ConfigMaps that are made here. */
export const configKeys = {
  configFiles: z
    .record(
      z.string().regex(/^\/.*[^/]$/, { error: "expected the absolute path of a file" }),
      leaf(z.string()),
    )
    .default({})
    .describe("Files that the container sees: absolute path -> text. A change rolls the pods."),
};
