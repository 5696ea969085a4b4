import { z } from "zod";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});

/** A stack's state as Pulumi exports it, with all of it that nobody here knows. */
export const stackState = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(resource).default([]),
    /** An engine was killed in the middle of these. */
    pending_operations: z
      .array(z.looseObject({ type: z.string(), resource }))
      .nullish()
      .transform((all) => all ?? []),
  }),
});
export type StackState = z.infer<typeof stackState>;
