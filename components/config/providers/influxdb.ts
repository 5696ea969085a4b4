import { z } from "zod";
import { name } from "../scalars";
import { type Answer, listOfNumbers, type Measured } from "./answer";
import { text } from "./shared";

/** Upstream: `InfluxdbMetric`. */
export const influxdb = z
  .strictObject({
    profile: name
      .optional()
      .describe("Secret in the controller's namespace, with the address. Default `influxdb`."),
    query: text.describe("Flux."),
  })
  .describe("A query to InfluxDB. The result is the list of its values; without any it is an error.");

/** Without data the provider itself says so. */
export const influxdbAnswer: Answer = {
  is: "a list of values, also when it is one",
  cannotBe: listOfNumbers.cannotBe,
  value: "result[0]",
};

/** Values have no type of their own: whole numbers and others alike. */
export const influxdbMeasured: Measured = { number: "asFloat(result[0])" };
