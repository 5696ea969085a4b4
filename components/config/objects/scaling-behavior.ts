import { z } from "zod";
import { quantityText } from "../pod/resources";

/** The API server's own bounds (autoscaling validation): an hour, and half an hour. */
const MOST_WINDOW = 3600;
const MOST_PERIOD = 1800;

const direction = z.strictObject({
  stabilizationWindowSeconds: z
    .int()
    .min(0)
    .max(MOST_WINDOW)
    .optional()
    .describe("Seconds of past wishes that are looked at. Default 0 up, 300 down. At most 3600."),
  selectPolicy: z
    .enum(["Max", "Min", "Disabled"])
    .optional()
    .describe("Which policy counts. Default Max. Disabled: never in this direction."),
  policies: z
    .array(
      z.strictObject({
        type: z.enum(["Pods", "Percent"]).describe("What `value` counts."),
        value: z.int().min(1).describe("Most pods, or percent of pods, that change within the period."),
        periodSeconds: z.int().min(1).max(MOST_PERIOD).describe("Seconds. At most 1800."),
      }),
    )
    .min(1)
    .optional()
    .describe("How fast. Default up: 4 pods or 100 % in 15 s; down: 100 % in 15 s."),
  tolerance: quantityText
    .optional()
    .describe("Difference from the target that is left alone, such as 0.05. Default 0.1. Kubernetes 1.35."),
});

/** Upstream: autoscaling/v2 `HorizontalPodAutoscalerBehavior`. */
export const scalingBehavior = z.strictObject({
  scaleUp: direction.optional().describe("Towards more pods."),
  scaleDown: direction.optional().describe("Towards fewer pods."),
});
