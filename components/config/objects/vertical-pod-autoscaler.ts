import { z } from "zod";
import { labels, name } from "../scalars";
import { quantityText } from "../pod/resources";

const bounds = z.partialRecord(z.enum(["cpu", "memory"]), quantityText);

/** A VerticalPodAutoscaler (`autoscaling.k8s.io/v1`) that follows the kind of the workload. */
export const verticalPodAutoscaler = z.strictObject({
  enabled: z.boolean().default(false).describe("True: somebody measures what requests the pods should have."),
  updateMode: z
    .enum(["Off", "Initial", "Recreate", "InPlaceOrRecreate"])
    .default("Off")
    .describe(
      "Off: it only recommends. Initial: new pods get the recommendation. Recreate: pods are evicted for it. InPlaceOrRecreate: changed as they run where that is possible.",
    ),
  controlledResources: z
    .array(z.enum(["cpu", "memory"]))
    .min(1)
    .default(["cpu", "memory"])
    .describe("What is measured."),
  controlledValues: z
    .enum(["RequestsAndLimits", "RequestsOnly"])
    .optional()
    .describe("Whether limits follow in proportion. Default RequestsAndLimits."),
  minAllowed: bounds.optional().describe("Least that is recommended."),
  maxAllowed: bounds.optional().describe("Most that is recommended."),
  containerName: name.default("*").describe("Container that the bounds are for. `*`: every one."),
  minReplicas: z.int().min(1).optional().describe("Fewest pods for which it evicts. Default 2."),
  annotations: labels.optional().describe("Annotations of the autoscaler."),
});
export type VerticalPodAutoscalerConfig = z.output<typeof verticalPodAutoscaler>;
