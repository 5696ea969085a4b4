import { z } from "zod";

const utilization = z.int().min(1);

/** A HorizontalPodAutoscaler (`autoscaling/v2`) that follows the kind of the workload. */
export const autoscaling = z.strictObject({
  enabled: z.boolean().default(false).describe("True: an autoscaler decides how many pods there are."),
  minReplicas: z.int().min(1).default(1).describe("Fewest pods, and how many a new workload starts with."),
  maxReplicas: z.int().min(1).default(10).describe("Most pods."),
  targetCPUUtilizationPercentage: utilization
    .optional()
    .describe("Percent of the CPU request, averaged over pods. Default 80 when no target is given."),
  targetMemoryUtilizationPercentage: utilization
    .optional()
    .describe("Percent of the memory request, averaged over pods."),
});
export type AutoscalingConfig = z.output<typeof autoscaling>;
