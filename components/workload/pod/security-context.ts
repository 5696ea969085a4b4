import type { ContainerSecurity, Security } from "../../config";
import { said } from "../../manifests";

/** The restricted Pod Security Standard, less what is allowed. Upstream: core `PodSecurityContext`. */
export function podSecurityContext({ allow, ...security }: Omit<Security, "tmp">) {
  return {
    ...(allow.root === undefined && { runAsNonRoot: true }),
    ...said(security, "runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "supplementalGroups"),
    seccompProfile: seccompProfile(allow),
  };
}

/** What concerns each container alone. Upstream: core `SecurityContext`. */
export function containerSecurityContext({ allow }: Pick<ContainerSecurity, "allow">) {
  const kept = Object.keys(allow.capabilities ?? {}).sort();
  const isPrivileged = allow.privileged !== undefined;
  // The API server refuses a container that may not get more rights but has them from the start.
  const mayEscalate = isPrivileged || allow.privilegeEscalation !== undefined || kept.includes("SYS_ADMIN");
  return {
    ...(isPrivileged && { privileged: true }),
    ...(!mayEscalate && { allowPrivilegeEscalation: false }),
    ...(!isPrivileged && { capabilities: { drop: ["ALL"], ...(kept.length > 0 && { add: kept }) } }),
    ...(allow.writableRoot === undefined && { readOnlyRootFilesystem: true }),
  };
}

/** A container beside the main one has the pod's rights only where it says so itself. */
export function sideSecurityContext({ allow, ...own }: ContainerSecurity, pod: Pick<Security, "allow">) {
  const differs = {
    root: (allow.root === undefined) !== (pod.allow.root === undefined),
    seccomp: (allow.unconfined === undefined) !== (pod.allow.unconfined === undefined),
  };
  return {
    ...(differs.root && { runAsNonRoot: allow.root === undefined }),
    ...said(own, "runAsUser", "runAsGroup"),
    ...(differs.seccomp && { seccompProfile: seccompProfile(allow) }),
    ...containerSecurityContext({ allow }),
  };
}

function seccompProfile({ unconfined }: ContainerSecurity["allow"]) {
  return { type: unconfined === undefined ? "RuntimeDefault" : "Unconfined" };
}
