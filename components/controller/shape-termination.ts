import { said } from "../manifests";
import type { Shape } from "./deployment";

/**
 * How a controller ends. The last lines of one that crashed are then in its pod's status, where an `up` that fails finds
 * the reason.
 */
export const shapeTermination: Shape = (deployment, { controller }) => ({
  ...deployment,
  container: {
    ...deployment.container,
    ...said(controller, "lifecycle"),
    terminationMessagePolicy: "FallbackToLogsOnError",
  },
  pod: { ...deployment.pod, ...said(controller, "terminationGracePeriodSeconds") },
});
