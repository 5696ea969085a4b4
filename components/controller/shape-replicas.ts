import { said } from "../manifests";
import type { Shape } from "./deployment";

/** How many pods there are, and how they are replaced. */
export const shapeReplicas: Shape = (deployment, { controller }) => ({
  ...deployment,
  spec: {
    ...deployment.spec,
    replicas: controller.replicas,
    strategy: strategyOf(controller.strategy),
    progressDeadlineSeconds: controller.progressDeadlineSeconds,
    ...said(controller, "minReadySeconds", "revisionHistoryLimit"),
  },
});

type Strategy = Parameters<Shape>[1]["controller"]["strategy"];

/** One pod at a time, and none goes before its successor is ready: a plugin that cannot be loaded then stops nothing. */
function strategyOf({ type, maxSurge = 1, maxUnavailable = 0 }: Strategy) {
  return type === "Recreate" ? { type } : { type, rollingUpdate: { maxSurge, maxUnavailable } };
}
