import { z } from "zod";

export const libraryDialects = [
  "http",
  "istio",
  "envoyGateway",
  "nginx",
  "linkerd",
  "openTelemetry",
] as const;

export const libraryKinds = [
  "success-rate",
  "latency-p50",
  "latency-p95",
  "latency-p99",
  "error-budget-burn",
  "cpu-saturation",
  "memory-saturation",
  "restarts",
  "web-check",
  "job-check",
  "http-probe",
  "dns-probe",
] as const;

/** Which of the built-in templates a cluster gets. */
export const analysisLibrary = z.strictObject({
  prometheus: z
    .string()
    .regex(/^https?:\/\/[^/?#]/i, { error: "expected a URL with its scheme" })
    .describe("URL of the Prometheus that the templates ask, as the controller reaches it."),
  dialects: z
    .array(z.enum(libraryDialects))
    .min(1)
    .default(["http"])
    .describe(
      "Who counts the requests: the program itself (http, openTelemetry), a mesh or a gateway. Each one's templates have a prefix but for http: `success-rate`, `istio-success-rate`.",
    ),
  templates: z
    .array(z.enum(libraryKinds))
    .optional()
    .describe("Which ones, without their prefix. Default: all."),
});
export type AnalysisLibrary = z.output<typeof analysisLibrary>;
export type AnalysisLibraryInput = z.input<typeof analysisLibrary>;
