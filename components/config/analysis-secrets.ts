import { z } from "zod";
import { externalSecret } from "./objects/external-secrets";
import { objectName } from "./scalars";

const analysisSecret = z
  .strictObject({
    existing: z.literal(true).optional().describe("It is there, or comes from elsewhere: nothing is made."),
    externalSecret: externalSecret
      .optional()
      .describe("Out of a store, by external-secrets. The Rollouts wait for it."),
  })
  .refine((one) => (one.existing === undefined) !== (one.externalSecret === undefined), {
    error: "expected existing: true or externalSecret",
    when: ({ issues }) => issues.length === 0,
  });

/** Name of a Secret -> where it comes from. */
export const analysisSecrets = z.record(objectName, analysisSecret);
export type AnalysisSecrets = z.output<typeof analysisSecrets>;
