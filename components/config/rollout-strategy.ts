import { z } from "zod";
import { analysisUse, backgroundAnalysis, ephemeralMetadata } from "./analysis-use";
import { canaryStep } from "./canary-step";
import { count, countOrPercent, name, seconds } from "./scalars";
import { pingPong, replicaProgressThreshold, trafficRouting } from "./routing/traffic-routing";

/** Upstream: `AntiAffinity`. */
const antiAffinity = z
  .strictObject({
    preferredDuringSchedulingIgnoredDuringExecution: z
      .strictObject({ weight: z.int().min(1).max(100).describe("How much it counts, from 1 to 100.") })
      .optional()
      .describe("Where it can be done."),
    requiredDuringSchedulingIgnoredDuringExecution: z
      .strictObject({})
      .optional()
      .describe("Always: a pod for which there is no such node waits."),
  })
  .refine((kinds) => Object.keys(kinds).length === 1, {
    error: "expected exactly one kind of anti-affinity",
    when: ({ issues }) => issues.length === 0,
  })
  .describe("Keeps pods of the old and the new version on different nodes.");

/** Of the old version after an update, and of an aborted new one. */
const scaleDown = {
  scaleDownDelaySeconds: seconds
    .optional()
    .describe(
      "Seconds for which the old version stays after the switch: the window for an instant way back. Default 30.",
    ),
  scaleDownDelayRevisionLimit: count
    .optional()
    .describe("Old versions that may stay at the same time. Default: all within their delay."),
  abortScaleDownDelaySeconds: seconds
    .optional()
    .describe("Seconds for which an aborted version stays. 0: for ever. Default 30."),
};

/** Upstream: `CanaryStrategy`. */
export const canary = z.strictObject({
  steps: z
    .array(canaryStep)
    .default([])
    .describe(
      "What an update does, in order. Default: the environment's preset. Without any the Rollout updates like a Deployment.",
    ),
  maxSurge: countOrPercent
    .optional()
    .describe("Pods above the wanted count during an update. Default 25 %, rounded up."),
  maxUnavailable: countOrPercent
    .optional()
    .describe("Pods that may be missing during an update. Default 25 %, rounded down."),
  canaryService: name
    .optional()
    .describe("Service of the new version; made here. Default with a router: `<service>-canary`."),
  stableService: name
    .optional()
    .describe("Service of the old version; made here. Default with a router: `<service>-stable`."),
  pingPong: pingPong
    .optional()
    .describe("Two Services, made here, that trade places instead of `canaryService` and `stableService`."),
  trafficRouting: trafficRouting
    .optional()
    .describe("Who splits the traffic. Default: nobody, the ratio of pods decides."),
  analysis: backgroundAnalysis.optional().describe("Measures during the whole update."),
  antiAffinity: antiAffinity.optional(),
  canaryMetadata: ephemeralMetadata
    .optional()
    .describe("Labels and annotations that pods have while they are the canary."),
  stableMetadata: ephemeralMetadata
    .optional()
    .describe("Labels and annotations that pods have while they are stable."),
  dynamicStableScale: z
    .boolean()
    .optional()
    .describe(
      "The old version's pods shrink as the canary's weight grows. Needs a router. Default false: all stay until the end.",
    ),
  minPodsPerReplicaSet: count
    .optional()
    .describe("Fewest pods of either version. Needs a router. Default 1."),
  replicaProgressThreshold: replicaProgressThreshold
    .optional()
    .describe("How many pods of the canary must be ready for a weight to be set. Default: all."),
  ...scaleDown,
});
export type CanaryConfig = z.output<typeof canary>;

/** Upstream: `BlueGreenStrategy`. */
export const blueGreen = z.strictObject({
  activeService: name
    .optional()
    .describe("Service that clients call; made here. Default: the service's own name."),
  previewService: name
    .optional()
    .describe("Service that shows the new version; made here. Default: `<service>-preview`."),
  autoPromotionEnabled: z
    .boolean()
    .optional()
    .describe("Whether the new version goes live by itself when it is ready. Default true."),
  autoPromotionSeconds: seconds
    .optional()
    .describe("Seconds between ready and live when promotion is automatic. Default 0."),
  previewReplicaCount: count
    .optional()
    .describe("Pods of the new version before it goes live. Default: as many as the old one has."),
  maxUnavailable: countOrPercent
    .optional()
    .describe("Pods that may be missing during a restart. Default 25 %, rounded down."),
  prePromotionAnalysis: analysisUse.optional().describe("Measured before the switch; a failure prevents it."),
  postPromotionAnalysis: analysisUse
    .optional()
    .describe("Measured after the switch; a failure takes it back."),
  antiAffinity: antiAffinity.optional(),
  activeMetadata: ephemeralMetadata
    .optional()
    .describe("Labels and annotations that pods have while they are active."),
  previewMetadata: ephemeralMetadata
    .optional()
    .describe("Labels and annotations that pods have while they are in preview."),
  ...scaleDown,
});
export type BlueGreenConfig = z.output<typeof blueGreen>;
