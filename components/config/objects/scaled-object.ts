import { z } from "zod";
import { leaf } from "../leaf";
import { count, labels, name } from "../scalars";
import { scalingBehavior } from "./scaling-behavior";

const trigger = z.strictObject({
  type: name.describe("Name of a KEDA scaler, such as prometheus, kafka or cpu."),
  metadata: z
    .record(z.string(), leaf(z.string()))
    .describe('Settings of the scaler. All text: write numbers with quotes, such as `threshold: "100"`.'),
  name: name.optional().describe("Unique within the list. For formulas."),
  authenticationRef: z
    .strictObject({
      name: name.describe("Its name."),
      kind: z
        .enum(["TriggerAuthentication", "ClusterTriggerAuthentication"])
        .optional()
        .describe("Default TriggerAuthentication."),
    })
    .optional()
    .describe("How the scaler proves who it is."),
  metricType: z
    .enum(["AverageValue", "Value", "Utilization"])
    .optional()
    .describe("Default AverageValue. Utilization is for cpu and memory alone."),
  useCachedMetrics: z
    .boolean()
    .optional()
    .describe("True: asked once per polling interval. Not for cpu, memory and cron. Default false."),
});
export type ScaleTrigger = z.output<typeof trigger>;

/** A KEDA ScaledObject (`keda.sh/v1alpha1`) that follows the kind of the workload. */
export const scaledObject = z.strictObject({
  enabled: z.boolean().default(false).describe("True: KEDA decides how many pods there are."),
  minReplicaCount: count
    .default(1)
    .describe("Fewest pods while something is to do. 0: none when there is nothing to do."),
  maxReplicaCount: z.int().min(1).default(10).describe("Most pods."),
  idleReplicaCount: z
    .literal(0)
    .optional()
    .describe(
      "0: no pods when no trigger is active, minReplicaCount as soon as one is. KEDA takes no other.",
    ),
  pollingInterval: z.int().min(1).optional().describe("Seconds between two looks at a trigger. Default 30."),
  cooldownPeriod: count
    .optional()
    .describe("Seconds without an active trigger until the pods go to zero. Default 300."),
  initialCooldownPeriod: count
    .optional()
    .describe("Seconds after its creation before the pods may go to zero. Default 0."),
  fallback: z
    .strictObject({
      failureThreshold: count.describe("Failed looks in a row."),
      replicas: count.describe("Pods from then on."),
      behavior: z
        .enum(["static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower"])
        .optional()
        .describe("What counts: `replicas` (static, the default), or what runs."),
    })
    .optional()
    .describe("Pods while a trigger cannot be read. Not for cpu and memory."),
  advanced: z
    .strictObject({
      restoreToOriginalReplicaCount: z
        .boolean()
        .optional()
        .describe("True: the count from before comes back when the ScaledObject goes. Default false."),
      horizontalPodAutoscalerConfig: z
        .strictObject({
          name: name
            .optional()
            .describe("Name of the autoscaler that KEDA makes. Default `keda-hpa-<name>`."),
          behavior: scalingBehavior.optional().describe("How fast the number of pods changes."),
        })
        .optional()
        .describe("The autoscaler that KEDA makes."),
      scalingModifiers: z
        .strictObject({
          formula: name.describe("Expression over the names of triggers."),
          target: name.describe("Value of the formula that is aimed at."),
          activationTarget: name.optional().describe("Value from which it is active. Default 0."),
          metricType: z.enum(["AverageValue", "Value"]).optional().describe("Default AverageValue."),
        })
        .optional()
        .describe("One metric made of several triggers."),
    })
    .optional()
    .describe("Seldom needed."),
  triggers: z.array(trigger).default([]).describe("What decides. At least one when it is enabled."),
  annotations: labels
    .optional()
    .describe(
      'Annotations, such as `autoscaling.keda.sh/paused: "true"`. KEDA\'s webhook refuses a workload that has another autoscaler: to come from `autoscaling` see `scaledobject.keda.sh/transfer-hpa-ownership`.',
    ),
});
export type ScaledObjectConfig = z.output<typeof scaledObject>;
