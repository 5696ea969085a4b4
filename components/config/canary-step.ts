import { z } from "zod";
import { analysisUse } from "./analysis-use";
import { experiment } from "./experiment";
import { count, duration, freeForm, name, percentage, weight } from "./scalars";

const stringMatch = z.strictObject({
  exact: z.string().optional().describe("The whole text."),
  prefix: z.string().optional().describe("How it begins."),
  regex: z.string().optional().describe("A regular expression."),
});
export type StringMatch = z.output<typeof stringMatch>;

const setCanaryScale = z
  .strictObject({
    replicas: count.optional().describe("Pods of the canary, whatever its weight."),
    weight: percentage.optional().describe("Pods of the canary in percent of the wanted count."),
    matchTrafficWeight: z.boolean().optional().describe("True: the canary's pods follow its weight again."),
  })
  .refine((scale) => Object.keys(scale).length === 1, {
    error: "expected exactly one of replicas, weight and matchTrafficWeight",
    when: ({ issues }) => issues.length === 0,
  });

const setHeaderRoute = z.strictObject({
  name: name.describe("One of `trafficRouting.managedRoutes`."),
  match: z
    .array(
      z.strictObject({
        headerName: name.describe("Name of the header."),
        headerValue: stringMatch.describe("Its value. Exactly one of the three."),
      }),
    )
    .optional()
    .describe("Requests with all of these headers go to the canary. Without it the route is removed."),
});

const setMirrorRoute = z.strictObject({
  name: name.describe("One of `trafficRouting.managedRoutes`."),
  percentage: percentage.optional().describe("Share of the matching requests that is mirrored. Default 100."),
  match: z
    .array(
      z.strictObject({
        method: stringMatch.optional().describe("The method. Exactly one of the three."),
        path: stringMatch.optional().describe("The path. Exactly one of the three."),
        headers: z.record(z.string(), stringMatch).optional().describe("Headers by name."),
      }),
    )
    .optional()
    .describe("Requests that are mirrored to the canary. Without it the route is removed."),
});

const pauseError = "expected {duration: 5m}, or {} to wait for a person";

const actions = {
  setWeight: weight.describe(
    "Share of traffic, in percent, that the canary gets; without a router the nearest share of pods.",
  ),
  pause: z
    .strictObject(
      {
        duration: duration
          .optional()
          .describe("How long: seconds (300) or with a unit (5m). Default: until a person promotes."),
      },
      { error: ({ code }) => (code === "invalid_type" ? pauseError : undefined) },
    )
    .describe("Waits."),
  setCanaryScale: setCanaryScale.describe("Sets the canary's pods apart from its weight. Needs a router."),
  setHeaderRoute: setHeaderRoute.describe(
    "Sends requests with certain headers to the canary. Needs a router that can.",
  ),
  setMirrorRoute: setMirrorRoute.describe("Sends copies of requests to the canary. Needs a router that can."),
  analysis: analysisUse.describe("Measures, and aborts the update when the measurements are bad."),
  experiment: experiment.describe("Runs pods of both versions side by side, with their own analyses."),
  plugin: z
    .strictObject({
      name: name.describe("One of the controller's `plugins.steps`."),
      config: freeForm.optional().describe("Its settings."),
    })
    .describe("A step plugin of the controller."),
} as const;

/** Upstream: `CanaryStep`. Exactly one action: of several the controller runs one and silently skips the others. */
export const canaryStep = z
  .strictObject(actions)
  .partial()
  .refine((step) => Object.keys(step).length === 1, {
    error: "expected exactly one action per step",
    // A misspelt action is one mistake, not two.
    when: ({ issues }) => issues.length === 0,
  });
export type CanaryStep = z.output<typeof canaryStep>;
