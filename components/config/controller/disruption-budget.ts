import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { countOrPercent } from "../scalars";

/** A PodDisruptionBudget (`policy/v1`) for the pods of each controller. */
export const disruptionBudget = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe(
        "Whether there is one. Default: with several `replicas`; one pod alone could never be moved.",
      ),
    minAvailable: countOrPercent.optional().describe("Pods that have to stay when others are evicted."),
    maxUnavailable: countOrPercent
      .optional()
      .describe("Pods that may be evicted at the same time. Default 1 when `minAvailable` is not given."),
    unhealthyPodEvictionPolicy: z
      .enum(["AlwaysAllow", "IfHealthyBudget"])
      .default("AlwaysAllow")
      .describe("Whether pods that are not ready may always be evicted."),
    labels: labelMap.default({}).describe("Labels of the object."),
    annotations: annotations.default({}).describe("Annotations of the object."),
  })
  .refine(({ minAvailable, maxUnavailable }) => minAvailable === undefined || maxUnavailable === undefined, {
    error: "expected minAvailable or maxUnavailable, not both",
  });
