import { z } from "zod";
import { name } from "../scalars";
import { text } from "./shared";

const scope = z.strictObject({
  scope: text.describe("What is measured, such as a service's name and pod hash."),
  region: text.describe("Where."),
  step: z.int().min(1).describe("Seconds between two numbers."),
  start: text.optional().describe("From when. Default: from the start of the AnalysisRun."),
  end: text.optional().describe("Until when. Default: by the metric's interval."),
});

/** Upstream: `KayentaMetric`. */
export const kayenta = z
  .strictObject({
    address: text.describe("URL of Kayenta."),
    application: text.describe("Application in Spinnaker."),
    canaryConfigName: text.describe("The canary config that compares the two."),
    metricsAccountName: text.describe("Account with the metrics."),
    configurationAccountName: text.describe("Account with the canary configs."),
    storageAccountName: text.describe("Account for the results."),
    threshold: z
      .strictObject({
        pass: z.int().describe("Score from which it is a success."),
        marginal: z.int().describe("Score from which it is inconclusive; below, a failure."),
      })
      .describe("Scores of 0 to 100 that decide, instead of conditions."),
    scopes: z
      .array(
        z.strictObject({
          name: name.describe("Name of the scope in the canary config."),
          controlScope: scope.describe("The old version."),
          experimentScope: scope.describe("The new version."),
        }),
      )
      .describe("What is compared."),
    lookback: z.boolean().optional().describe("True: all data since the start, each time. Default false."),
  })
  .describe("A judgement by Kayenta. It decides by itself, so a condition is ignored.");
