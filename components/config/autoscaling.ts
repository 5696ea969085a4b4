import { z } from "zod";

const utilization = z.int().min(1);

/** A HorizontalPodAutoscaler (`autoscaling/v2`) that follows the kind of the workload. */
export const autoscaling = z.strictObject({
  enabled: z.boolean().default(false),
  minReplicas: z.int().min(1).default(1),
  maxReplicas: z.int().min(1).default(10),
  /** Percent of the CPU request, averaged over pods. Default 80 when no target is given. */
  targetCPUUtilizationPercentage: utilization.optional(),
  /** Percent of the memory request, averaged over pods. */
  targetMemoryUtilizationPercentage: utilization.optional(),
});
export type AutoscalingConfig = z.output<typeof autoscaling>;
