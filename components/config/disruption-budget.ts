import { z } from "zod";
import { countOrPercent } from "./scalars";

/** A PodDisruptionBudget (`policy/v1`) over the pods of both versions. */
export const podDisruptionBudget = z
  .strictObject({
    enabled: z.boolean().default(false).describe("True: the service has a PodDisruptionBudget."),
    minAvailable: countOrPercent.optional().describe("Pods that have to stay when others are evicted."),
    maxUnavailable: countOrPercent
      .optional()
      .describe("Pods that may be evicted at the same time. Default 1 when `minAvailable` is not given."),
  })
  .refine(({ minAvailable, maxUnavailable }) => minAvailable === undefined || maxUnavailable === undefined, {
    error: "expected minAvailable or maxUnavailable, not both",
  });
export type DisruptionBudgetConfig = z.output<typeof podDisruptionBudget>;
