import { z } from "zod";
import { countOrPercent } from "./scalars";

/** A PodDisruptionBudget (`policy/v1`) over the pods of both versions, or one for each. */
export const podDisruptionBudget = z
  .strictObject({
    enabled: z.boolean().default(false).describe("True: the service has a PodDisruptionBudget."),
    minAvailable: countOrPercent.optional().describe("Pods that have to stay when others are evicted."),
    maxUnavailable: countOrPercent
      .optional()
      .describe("Pods that may be evicted at the same time. Default 1 when `minAvailable` is not given."),
    byRole: z
      .boolean()
      .default(false)
      .describe(
        "True: a Rollout has one budget per role (stable and canary, or active and preview), so that broken pods of a new version use up no budget of the old one. Their pods get the label `progressive-delivery/role`. A Deployment has one for all.",
      ),
    unhealthyPodEvictionPolicy: z
      .enum(["AlwaysAllow", "IfHealthyBudget"])
      .default("AlwaysAllow")
      .describe(
        "AlwaysAllow: running pods that are not ready may always be evicted; they serve nobody, and else the pods of a broken canary keep nodes from being drained. IfHealthyBudget: only while enough others are ready.",
      ),
  })
  .refine(({ minAvailable, maxUnavailable }) => minAvailable === undefined || maxUnavailable === undefined, {
    error: "expected minAvailable or maxUnavailable, not both",
  });
export type DisruptionBudgetConfig = z.output<typeof podDisruptionBudget>;
