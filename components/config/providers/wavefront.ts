import { z } from "zod";
import type { Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `WavefrontMetric`. */
export const wavefront = z
  .strictObject({
    address: text.optional().describe("Host of Wavefront, as in the Secret `wavefront-api-tokens`."),
    query: text.describe("The query."),
  })
  .describe(
    "A query to Wavefront. The result is a number, of several series a list; without a series it is an error.",
  );

/** Of one series; the metric's `value` says which of several. */
export const wavefrontMeasured: Measured = { number: "result" };
