import { network } from "../workload/pod/network";
import type { Shape } from "./deployment";

/** What the pods see of the network. */
export const shapeNetwork: Shape = (deployment, { controller }) => ({
  ...deployment,
  pod: { ...deployment.pod, ...network({ service: controller }) },
});
