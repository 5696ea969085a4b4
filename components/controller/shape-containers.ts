import { sideContainers } from "../workload/pod/side-containers";
import { byName } from "./by-name";
import type { Shape } from "./deployment";

/** Containers before and beside the controller's. */
export const shapeContainers: Shape = (deployment, { controller }) => {
  const { pod, sidecars } = deployment;
  const beside = sideContainers({ service: controller });
  const initContainers = byName(pod["initContainers"], beside.initContainers, "name");
  const volumes = byName(pod["volumes"], beside.volumes, "name");
  return {
    ...deployment,
    sidecars: [...sidecars, ...beside.containers],
    pod: {
      ...pod,
      ...(initContainers.length > 0 && { initContainers }),
      ...(volumes.length > 0 && { volumes }),
    },
  };
};
