import type { Shape } from "./deployment";

/** The last lines of a controller that crashed are then in its pod's status, where an `up` that fails finds the reason. */
export const shapeTermination: Shape = (deployment) => ({
  ...deployment,
  container: { ...deployment.container, terminationMessagePolicy: "FallbackToLogsOnError" },
});
