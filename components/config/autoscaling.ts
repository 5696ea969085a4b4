import { z } from "zod";
import { metricSpec } from "./objects/metric-spec";
import { scalingBehavior } from "./objects/scaling-behavior";
import { labels } from "./scalars";

const utilization = z.int().min(1);

/** A HorizontalPodAutoscaler (`autoscaling/v2`) that follows the kind of the workload. */
export const autoscaling = z.strictObject({
  enabled: z.boolean().default(false).describe("True: an autoscaler decides how many pods there are."),
  minReplicas: z.int().min(1).default(1).describe("Fewest pods, and how many a new workload starts with."),
  maxReplicas: z.int().min(1).default(10).describe("Most pods."),
  targetCPUUtilizationPercentage: utilization
    .optional()
    .describe(
      "Percent of the CPU request, averaged over pods. Default 80 when neither a target nor metrics are given.",
    ),
  targetMemoryUtilizationPercentage: utilization
    .optional()
    .describe("Percent of the memory request, averaged over pods."),
  metrics: z
    .array(metricSpec)
    .default([])
    .describe("`MetricSpec` entries as in autoscaling/v2, beside the targets. The highest wish counts."),
  behavior: scalingBehavior.optional().describe("How fast the number of pods changes."),
  annotations: labels.optional().describe("Annotations of the autoscaler."),
});
export type AutoscalingConfig = z.output<typeof autoscaling>;
