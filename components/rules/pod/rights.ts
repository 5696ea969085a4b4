import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { containersOf } from "./containers";

export const rootNeedsReason: Rule<ServiceScope> = {
  id: "root-needs-reason",
  severity: "error",
  what: "A container is to run as root, but root is not allowed.",
  why: "The kubelet does not start it (CreateContainerConfigError), so no pod is ever ready.",
  upstream: "kubernetes pkg/kubelet/kuberuntime/security_context.go, verifyRunAsNonRoot",
  *check({ name, service }) {
    for (const { path, security } of containersOf(name, service)) {
      const user = security.runAsUser ?? service.security.runAsUser;
      if (user !== 0 || security.allow.root !== undefined) continue;
      yield {
        path: [...path, "security", "runAsUser"],
        reason: "0 is root, which is not allowed.",
        hint: "Set another user id, or give the reason as security.allow.root.",
      };
    }
  },
};

export const mountsBothWays: Rule<ServiceScope> = {
  id: "mounts-both-ways",
  severity: "error",
  what: "A container that is not privileged hands its mounts on to the node.",
  why: "The API server refuses the pod template.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validateMountPropagation",
  *check({ name, service }) {
    for (const { security, mounts } of containersOf(name, service)) {
      if (security.allow.privileged !== undefined) continue;
      for (const { path, mountPropagation } of mounts) {
        if (mountPropagation !== "Bidirectional") continue;
        yield {
          path: [...path, "mountPropagation"],
          reason: "Only a privileged container may have Bidirectional.",
          hint: "Use HostToContainer, or give the reason as security.allow.privileged.",
        };
      }
    }
  },
};

export const processesOfTwo: Rule<ServiceScope> = {
  id: "processes-of-two",
  severity: "error",
  what: "The containers are to see each other's processes and the node's.",
  why: "The API server refuses the pod template: it is one or the other.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validatePodSpecSecurityContext",
  *check({ service: { shareProcessNamespace, security } }) {
    if (shareProcessNamespace !== true || security.allow.hostPID === undefined) return;
    yield {
      path: ["shareProcessNamespace"],
      reason: "With security.allow.hostPID all processes of the node are seen already.",
      hint: "Take one of the two out.",
    };
  },
};
