import { z } from "zod";

/** Share of traffic, in percent, that the canary gets; without a router the nearest share of pods. Upstream: `CanaryStep.SetWeight`. */
export const weight = z.int().min(0);

const durationError = { error: 'expected seconds (300) or a duration with a unit ("30s", "5m", "1h")' };
/** Seconds as a whole number, or a Go duration such as `90s`, `5m`, `1h30m`. Upstream: `RolloutPause.Duration`. */
export const duration = z.union(
  [z.int().min(0), z.string().regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, durationError)],
  durationError,
);

const count = z.int().min(0);
const percent = z.string().regex(/^\d+%$/);
const countOrPercent = z.union([count, percent], {
  error: 'expected a number of pods (1) or a percentage ("25%")',
});

/** One action of a canary. Exactly one key: of several the controller runs one and silently skips the others. */
export const canaryStep = z
  .strictObject({
    setWeight: weight.optional(),
    /** Waits for `duration`; without a duration until a person promotes. */
    pause: z.strictObject({ duration: duration.optional() }).optional(),
  })
  .refine((step) => Object.keys(step).length === 1, {
    error: "expected exactly one action per step",
    // A misspelt action is one mistake, not two.
    when: ({ issues }) => issues.length === 0,
  });
export type CanaryStep = z.output<typeof canaryStep>;

/** Upstream: `CanaryStrategy`. */
export const canary = z.strictObject({
  /** Default: the environment's preset. Without any step the Rollout updates like a Deployment. */
  steps: z.array(canaryStep).default([]),
  /** Pods above the wanted count during an update. Default 25 %, rounded up. */
  maxSurge: countOrPercent.optional(),
  /** Pods that may be missing during an update. Default 25 %, rounded down. */
  maxUnavailable: countOrPercent.optional(),
});

/** Upstream: `BlueGreenStrategy`. */
export const blueGreen = z.strictObject({
  /** Whether the new version goes live by itself when it is ready. Default true. */
  autoPromotionEnabled: z.boolean().optional(),
  /** Seconds between ready and live when promotion is automatic. Default 0. */
  autoPromotionSeconds: count.optional(),
  /** Pods of the new version before it goes live. Default: as many as the old one has. */
  previewReplicaCount: count.optional(),
  /** Seconds for which the old version stays after the switch: the window for an instant way back. Default 30. */
  scaleDownDelaySeconds: count.optional(),
});

/** How a service gets a new version. Off by default: a plain Deployment. */
export const rollout = z.strictObject({
  enabled: z.boolean().default(false),
  strategy: z.enum(["canary", "bluegreen", "blueGreen"]).default("canary"),
  canary: canary.prefault({}),
  blueGreen: blueGreen.prefault({}),
  /** Old ReplicaSets kept for a way back, for either kind. Default 10. */
  revisionHistoryLimit: count.optional(),
  /** Seconds without progress after which the workload counts as failed, for either kind. Default 600. */
  progressDeadlineSeconds: z.int().min(1).optional(),
});
export type RolloutConfig = z.output<typeof rollout>;
