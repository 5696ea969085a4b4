import { z } from "zod";

/** Upstream: `AnalysisPhase`. */
const phase = z.enum(["", "Pending", "Running", "Successful", "Failed", "Error", "Inconclusive"]);
export type Phase = z.output<typeof phase>;

const measurement = z.object({
  phase,
  message: z.string().default(""),
  value: z.string().default(""),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});
export type Measurement = z.output<typeof measurement>;

const count = z.int().default(0);

const metricResult = z.object({
  name: z.string(),
  phase,
  message: z.string().default(""),
  dryRun: z.boolean().default(false),
  /** Measurements without an error. */
  count,
  successful: count,
  failed: count,
  inconclusive: count,
  error: count,
  measurements: z.array(measurement).default([]),
});
export type MetricResult = z.output<typeof metricResult>;

/** What one needs of a live AnalysisRun to follow it. */
export const analysisRunSchema = z.object({
  metadata: z.object({ name: z.string(), creationTimestamp: z.string() }),
  status: z
    .object({
      phase: phase.default(""),
      message: z.string().default(""),
      metricResults: z.array(metricResult).default([]),
    })
    .prefault({}),
});
export type AnalysisRun = z.output<typeof analysisRunSchema>;

const ends = ["Successful", "Failed", "Error", "Inconclusive"] as const;
export type End = (typeof ends)[number];

/** The phase, when it is one in which nothing changes any more. */
export function endOf(phase: Phase): End | undefined {
  return ends.find((one) => one === phase);
}
