import { containerSecurityContext, podSecurityContext } from "../workload/pod/security-context";
import { mapAt, type Shape } from "./deployment";

/** Rights of the pods, in place of what the manifest says of the same. */
export const shapeSecurity: Shape = (deployment, { controller: { security } }) => {
  const { container, pod } = deployment;
  const { runAsNonRoot, ...ofPod } = mapAt(pod, "securityContext");
  const {
    allowPrivilegeEscalation,
    capabilities,
    privileged,
    readOnlyRootFilesystem,
    seccompProfile,
    ...own
  } = mapAt(container, "securityContext");
  return {
    ...deployment,
    container: { ...container, securityContext: { ...own, ...containerSecurityContext(security) } },
    pod: { ...pod, securityContext: { ...ofPod, ...podSecurityContext(security) } },
  };
};
