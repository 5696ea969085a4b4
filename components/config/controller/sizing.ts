import { z } from "zod";
import { TYPICAL_TEMPLATE_BYTES } from "./load";

/** How the controller's memory, processor time and rate of requests are found. */
export const sizing = z.strictObject({
  model: z
    .enum(["measured", "guide", "none"])
    .default("measured")
    .describe(
      "`measured`: from a bench on the real controller, docs/sizing.md. `guide`: 50 MB and 2 MB for each Rollout. `none`: the manifest's own, which has no memory request.",
    ),
  headroom: z
    .number()
    .min(0)
    .max(4)
    .default(0.25)
    .describe("What is added to the numbers of objects before the model sees them: 0.25 is a quarter."),
  live: z
    .boolean()
    .default(true)
    .describe(
      "True: an up counts the objects in the cluster too, and sizes for the larger number of each kind.",
    ),
  templateBytes: z
    .int()
    .min(1)
    .optional()
    .describe(
      `Size of a pod template in JSON, on average. Default: that of the stack's own Rollouts, ${String(TYPICAL_TEMPLATE_BYTES)} where it has none.`,
    ),
  revisionsKept: z
    .int()
    .min(0)
    .optional()
    .describe(
      "`revisionHistoryLimit` of the Rollouts that only `controller.rollouts` tells of. Default: that of the stack's own Rollouts on average, 10 where it has none.",
    ),
});

export type SizingConfig = z.output<typeof sizing>;
