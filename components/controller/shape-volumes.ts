import { ownVolumes } from "../workload/pod/volumes";
import { byName } from "./by-name";
import type { Shape } from "./deployment";

/** Volumes beside the manifest's, or in place of one of the same name. */
export const shapeVolumes: Shape = (deployment, { controller }) => {
  const { container, pod } = deployment;
  const name = String(container["name"]);
  const said = ownVolumes({ name, service: { volumes: controller.extraVolumes } });
  const volumes = byName(pod["volumes"], said.volumes, "name");
  const volumeMounts = byName(container["volumeMounts"], said.volumeMounts, "mountPath");
  return {
    ...deployment,
    container: { ...container, ...(volumeMounts.length > 0 && { volumeMounts }) },
    pod: { ...pod, ...(volumes.length > 0 && { volumes }) },
  };
};
