import { z } from "zod";
import { rolloutNotifications } from "./controller/notifications";
import { blueGreen, canary } from "./rollout-strategy";
import { gate } from "./gate";
import { count, name, seconds } from "./scalars";

/** What upstream keeps of a Rollout's past where it does not say (`utils/defaults`). */
export const historyDefaults = { revisions: 10, successfulRuns: 5, unsuccessfulRuns: 5 } as const;

/** Keys of the upstream spec that are made from the service's other values. */
const madeElsewhere = (instead: string) =>
  z
    .undefined({ error: `it is made here: ${instead}` })
    .optional()
    .meta({ deprecated: true, description: `Not here: ${instead}.` });

const workloadRef = z
  .strictObject({
    apiVersion: z.enum(["apps/v1", "v1"]).default("apps/v1").describe("`v1` for a PodTemplate."),
    kind: z.enum(["Deployment", "ReplicaSet", "PodTemplate"]).default("Deployment").describe("Its kind."),
    name: name.describe("Its name, in the service's namespace."),
    scaleDown: z
      .enum(["never", "onsuccess", "progressively"])
      .optional()
      .describe(
        "What happens to the pods of that workload: nothing (default), all go when the Rollout is healthy, or step by step.",
      ),
  })
  .describe("Takes the pod template from a workload that is made elsewhere.");

/** How a service gets a new version. Off by default: a plain Deployment. Upstream: `RolloutSpec`. */
export const rollout = z.strictObject({
  enabled: z.boolean().default(false).describe("False: a Deployment. True: a Rollout."),
  strategy: z
    .enum(["canary", "bluegreen", "blueGreen"])
    .default("canary")
    .describe("Which of the two blocks below counts. `bluegreen` and `blueGreen` are the same."),
  canary: canary.prefault({}).describe("A new version takes over step by step."),
  blueGreen: blueGreen.prefault({}).describe("A new version takes over at once, after a preview."),
  minReadySeconds: seconds
    .optional()
    .describe("Seconds for which a pod must be ready to count, for either kind. Default 0."),
  revisionHistoryLimit: count
    .optional()
    .describe("Old ReplicaSets kept for a way back, for either kind. Default 10."),
  progressDeadlineSeconds: seconds
    .refine((value) => value > 0, { error: "expected at least 1 second" })
    .optional()
    .describe(
      "Seconds without progress after which the workload counts as failed, for either kind. Default 600.",
    ),
  progressDeadlineAbort: z
    .boolean()
    .optional()
    .describe("Whether a failed update is aborted. Default false: it stays as it is."),
  paused: z.boolean().optional().describe("True: holds every update. Default false."),
  rollbackWindow: z
    .strictObject({ revisions: count.describe("Number of versions.") })
    .optional()
    .describe("A way back to one of the last `revisions` versions skips steps and analysis."),
  analysis: z
    .strictObject({
      successfulRunHistoryLimit: count.optional().describe("Those that were successful."),
      unsuccessfulRunHistoryLimit: count
        .optional()
        .describe("Those that failed, erred or were inconclusive."),
    })
    .optional()
    .describe("AnalysisRuns and Experiments that are kept, by outcome. Default 5 each."),
  gates: z
    .record(name, gate)
    .default({})
    .describe(
      'Name of an AnalysisTemplate, or "*" for every other one -> what a failed measurement does: observe, warn or enforce (see `gate`). A map, so that each environment can say its own.',
    ),
  notifications: rolloutNotifications
    .prefault({})
    .describe("Who hears of its releases. Annotations of the Rollout."),
  shard: count
    .optional()
    .describe(
      "Which of the stack's several controllers runs the service, counted from 0. Default: one by the service's name: docs/shards.md.",
    ),
  workloadRef: workloadRef.optional(),
  replicas: madeElsewhere("set replicaCount, or autoscaling"),
  template: madeElsewhere("the pod is described by image, env, resources and the service's other values"),
  selector: madeElsewhere("labels are the package's; with workloadRef set service.selector"),
  restartAt: madeElsewhere("it is a moment, not a wish: kubectl argo rollouts restart writes it"),
});
export type RolloutConfig = z.output<typeof rollout>;
