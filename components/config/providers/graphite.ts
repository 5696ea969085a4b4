import { z } from "zod";
import { type Answer, listOfNumbers, type Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `GraphiteMetric`. */
export const graphite = z
  .strictObject({
    address: text.optional().describe("URL of Graphite."),
    query: text.describe("The target, as in Graphite's render API."),
  })
  .describe("A query to Graphite. The result is the list of its data points that are not null.");

export const graphiteAnswer: Answer = listOfNumbers;

export const graphiteMeasured: Measured = {
  number: "result[0]",
  guard: "len(result) > 0",
  isAbsent: () => "len(result) == 0",
};
