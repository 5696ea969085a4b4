import { z } from "zod";
import { seconds } from "../scalars";
import type { Measured } from "./answer";
import { authentication, headers, insecure, text } from "./shared";

/** Upstream: `WebMetric`. */
export const web = z
  .strictObject({
    url: text.describe("What is asked. An answer without 2xx is an error."),
    method: z.enum(["GET", "POST", "PUT"]).optional().describe("Default GET."),
    headers: headers.optional(),
    body: z.string().optional().describe("Text that is sent, with POST or PUT."),
    jsonBody: z.json().optional().describe("Data that is sent as JSON, with POST or PUT, instead of `body`."),
    timeoutSeconds: seconds.optional().describe("Seconds. Default 10."),
    jsonPath: text
      .optional()
      .describe("What of the answer is the result, as in `{$.rate}`. Default: the whole answer."),
    insecure,
    authentication: authentication.optional(),
  })
  .describe(
    "A request. The result is the JSON of the answer. An answer that is no JSON is a success, whatever the conditions say.",
  );

/** A number, or a text that is one. */
export const webMeasured: Measured = { number: "asFloat(result)" };
