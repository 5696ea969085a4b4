import { z } from "zod";

/** Keys of a service about runs of `pulumi up` that meet a live workload. */
export const handoverKeys = {
  handover: z
    .strictObject({
      allowImageChange: z
        .boolean()
        .default(false)
        .describe(
          "True: a switch between Deployment and Rollout may bring another image. The first version of a Rollout skips all steps and analysis.",
        ),
    })
    .prefault({})
    .describe("A switch between Deployment and Rollout on a live service."),
  midCanary: z
    .enum(["allow", "warn", "refuse"])
    .default("warn")
    .describe(
      "What happens when a change of the pods or the steps would start an unfinished release again from its first step.",
    ),
  wait: z
    .enum(["none", "accepted", "healthy"])
    .optional()
    .describe(
      "How long `pulumi up` waits for an update: not at all; until the controller has taken it and found no mistake in it; or until it is healthy or waits at a pause. Default: `healthy` for a Deployment, `accepted` for a Rollout, whose steps go on by themselves. A Rollout's first version is waited for until it is healthy, unless this is `none`; a switch of kind always is.",
    ),
};
