import { z } from "zod";
import { freeForm } from "../scalars";

/** Upstream: `JobMetric`. */
export const job = z
  .strictObject({
    metadata: freeForm.optional().describe("Labels and annotations of the Job."),
    spec: freeForm.describe("A Kubernetes JobSpec. Success is a Job that completes."),
  })
  .describe("A Job in the namespace of the service. Its end decides, so a condition is ignored.");
