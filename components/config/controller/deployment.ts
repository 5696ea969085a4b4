import { z } from "zod";
import { count, countOrPercent, seconds } from "../scalars";

const isNone = (value: number | string): boolean => /^0%?$/.test(String(value));

const strategy = z
  .strictObject({
    type: z
      .enum(["RollingUpdate", "Recreate"])
      .default("RollingUpdate")
      .describe("`Recreate`: the old pods go before the new ones come."),
    maxSurge: countOrPercent
      .optional()
      .describe("Pods above `replicas` while new ones come. Only with RollingUpdate. Default 1."),
    maxUnavailable: countOrPercent
      .optional()
      .describe(
        "Pods that may be missing while new ones come. Only with RollingUpdate. Default 0: a new pod has loaded its plugins before an old one goes.",
      ),
  })
  .refine(
    ({ type, maxSurge, maxUnavailable }) =>
      type === "RollingUpdate" || (maxSurge === undefined && maxUnavailable === undefined),
    { error: "expected type: RollingUpdate, without which maxSurge and maxUnavailable may not be set" },
  )
  .refine(({ maxSurge = 1, maxUnavailable = 0 }) => !isNone(maxSurge) || !isNone(maxUnavailable), {
    error: "expected maxSurge or maxUnavailable above 0, or no pod could ever be replaced",
  });

/** How many controllers there are, and how they are replaced. Upstream: `DeploymentSpec`. */
export const deploymentKeys = {
  replicas: count
    .default(2)
    .describe("Pods of the controller. One of them works, the others wait to take over. 0 stops it."),
  strategy: strategy.prefault({}).describe("How the controller's pods are replaced."),
  minReadySeconds: seconds
    .optional()
    .describe("Seconds for which a new pod must be ready before an old one goes. Default 0."),
  progressDeadlineSeconds: seconds
    .refine((value) => value > 0, { error: "expected at least 1 second" })
    .default(300)
    .describe("Seconds without progress after which an `up` of the controller has failed."),
  revisionHistoryLimit: count
    .optional()
    .describe("Old ReplicaSets of the controller that are kept. Default 10."),
};
