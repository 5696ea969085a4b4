import {
  type ContainerSecurity,
  type Path,
  type PodSecurityLevel as Level,
  podSecurityLevels,
  type ServiceConfig,
} from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { sideContainersOf } from "./containers";

/** The strictest level that lets a pod in of which this is allowed. A writable image is no level's concern. */
const levels: Readonly<Record<string, Level>> = {
  root: "baseline",
  writableRoot: "restricted",
  privilegeEscalation: "baseline",
  privileged: "privileged",
  unconfined: "privileged",
  hostNetwork: "privileged",
  hostPID: "privileged",
  hostIPC: "privileged",
};
const baselineCapabilities = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);
const volumeLevels = { hostPath: "privileged", nfs: "baseline" } as const;

export const podSecurityLevel: Rule<ServiceScope> = {
  id: "pod-security-level",
  severity: "warning",
  what: "The pods may do more than the restricted Pod Security Standard lets them.",
  why: "A namespace that enforces the standard refuses the pods, and the update stands still.",
  upstream: "kubernetes.io: Pod Security Standards",
  *check({ service, around }) {
    if (around.podSecurity !== undefined) return;
    for (const { path, level } of places(service)) {
      if (level === "restricted") continue;
      yield {
        path,
        reason: `Only a namespace of the Pod Security Standard's level ${level} lets such pods in.`,
        hint: "Take it out, or make sure that the namespace is one.",
      };
    }
  },
};

export const podSecurityEnforced: Rule<ServiceScope> = {
  id: "pod-security-enforced",
  severity: "error",
  what: "The pods may do more than the Pod Security Standard lets them that their namespace enforces.",
  why: "The API server refuses the pods, not the workload: an update stands still, and the first one never begins.",
  upstream: "kubernetes.io: Pod Security Admission",
  *check({ service, around: { podSecurity: enforced } }) {
    if (enforced === undefined) return;
    for (const { path, level } of places(service)) {
      if (podSecurityLevels.indexOf(level) >= podSecurityLevels.indexOf(enforced)) continue;
      yield {
        path,
        reason: `The namespace enforces the Pod Security Standard's level ${enforced}, and only ${level} lets such pods in.`,
        hint: `Take it out, or let the namespace have podSecurity.enforce: ${level}.`,
      };
    }
  },
};

interface Place {
  readonly path: Path;
  readonly level: Level;
}

function places(service: ServiceConfig): Place[] {
  return [...allowed(service), ...volumes(service)];
}

function allowed(service: ServiceConfig): Place[] {
  const sides = sideContainersOf(service).flatMap(({ path, security }) => exceptions(security.allow, path));
  return [...exceptions(service.security.allow, []), ...sides];
}

function exceptions({ capabilities = {}, ...others }: ContainerSecurity["allow"], at: Path): Place[] {
  const allow = [...at, "security", "allow"];
  return [
    ...Object.entries(others).flatMap(([key, reason]) => {
      const level = levels[key];
      return reason === undefined || level === undefined ? [] : [{ path: [...allow, key], level }];
    }),
    ...Object.keys(capabilities).map((one) => ({
      path: [...allow, "capabilities", one],
      level: levelOf(one),
    })),
  ];
}

function levelOf(capability: string): Level {
  if (capability === "NET_BIND_SERVICE") return "restricted";
  return baselineCapabilities.has(capability) ? "baseline" : "privileged";
}

function volumes(service: ServiceConfig): Place[] {
  return service.volumes.flatMap((volume, index) =>
    (["hostPath", "nfs"] as const).flatMap((kind) =>
      volume[kind] === undefined ? [] : [{ path: ["volumes", index, kind], level: volumeLevels[kind] }],
    ),
  );
}
