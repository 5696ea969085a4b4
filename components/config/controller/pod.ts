import { count } from "../scalars";
import { sideContainerKeys } from "../pod/containers";
import { env, envFrom } from "../pod/env";
import { lifecycle } from "../pod/lifecycle";
import { portOrName } from "../pod/names";
import { networkKeys } from "../pod/network";
import { resources } from "../pod/resources";
import { schedulingKeys } from "../pod/scheduling";
import { security } from "../pod/security";
import { spreadConstraints } from "../pod/topology-spread";
import { volumes } from "../pod/volume";

const port = portOrName.describe("Number, or the name `healthz` or `metrics`.");
const { topologySpread, antiAffinity, ...whereKeys } = schedulingKeys;

/** Keys of the controller's pods that a service's pods have too. Upstream: `PodSpec`. */
export const podKeys = {
  resources: resources
    .optional()
    .describe(
      "CPU, memory and other resources. What is said here counts instead of what the number of Rollouts asks for.",
    ),
  extraEnv: env.describe("More environment variables."),
  extraEnvFrom: envFrom,
  extraVolumes: volumes.describe(
    "More volumes, and where the controller sees them. Those of the release manifest are `plugin-bin` and `tmp`.",
  ),
  ...sideContainerKeys,
  lifecycle: lifecycle(port).describe("What runs when the controller's container starts and ends."),
  terminationGracePeriodSeconds: count
    .optional()
    .describe("Seconds until a controller that ends is killed. Default 30."),
  security: security
    .omit({ tmp: true })
    .refine(({ runAsUser, allow }) => runAsUser !== 0 || allow.root !== undefined, {
      error: "expected security.allow.root with the reason why, without which nothing runs as user 0",
    })
    .prefault({})
    .describe("Rights of the pods. Default: the restricted Pod Security Standard and a read-only image."),
  ...whereKeys,
  topologySpreadConstraints: spreadConstraints
    .optional()
    .describe("Default with several `replicas`: evenly over nodes, as a wish."),
  ...networkKeys,
};
