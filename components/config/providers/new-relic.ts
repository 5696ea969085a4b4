import { z } from "zod";
import { name, seconds } from "../scalars";
import type { Answer, Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `NewRelicMetric`. */
export const newRelic = z
  .strictObject({
    profile: name
      .optional()
      .describe("Secret in the controller's namespace, with the account. Default `newrelic`."),
    query: text.describe("NRQL."),
    timeout: seconds.optional().describe("Seconds. Default 5."),
  })
  .describe("A query to New Relic. The result is a row with columns; without a row it is an error.");

export const newRelicAnswer: Answer = {
  is: "a row with columns",
  cannotBe: ["number", "default"],
  value: "result.<column>",
};

export const newRelicMeasured: Measured = { number: undefined };
