import { z } from "zod";
import { interval } from "../scalars";
import type { Answer, Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `SkyWalkingMetric`. */
export const skywalking = z
  .strictObject({
    address: text.optional().describe("URL of SkyWalking."),
    query: text.describe("GraphQL."),
    interval: interval.optional().describe("How far back the query looks."),
  })
  .describe("A query to SkyWalking. The result is the answer's data; without any it is an error.");

export const skywalkingAnswer: Answer = {
  is: "the answer's fields",
  cannotBe: ["number", "default"],
  value: "result.<field>",
};

export const skywalkingMeasured: Measured = { number: undefined };
