import type { Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { containersOf, type PodContainer, sideContainersOf } from "./containers";

export const podPortsDiffer: Rule<ServiceScope> = {
  id: "pod-ports-differ",
  severity: "error",
  what: "Two containers of a pod listen on the same port.",
  why: "They share the pod's network: the second one cannot start.",
  upstream: "kubernetes.io: Pod networking",
  *check({ name, service }) {
    const seen = new Set<string>();
    for (const { path: at, ports } of containersOf(name, service)) {
      for (const { path, number, protocol } of ports) {
        const socket = `${number}/${protocol}`;
        // Several ports of the Service may lead to the same one of the main container.
        if (seen.has(socket) && at.length > 0)
          yield {
            path: [...path, "containerPort"],
            reason: `Port ${socket} is another container's.`,
            hint: "Choose another port.",
          };
        seen.add(socket);
      }
    }
  },
};

export const portKnown: Rule<ServiceScope> = {
  id: "port-known",
  severity: "error",
  what: "A probe, a hook or the Service names a port that no container has.",
  why: "The probe fails for ever, or the Service's port leads nowhere.",
  upstream: "kubernetes pkg/kubelet/prober and pkg/controller/util/endpoint",
  *check({ name, service }) {
    for (const container of containersOf(name, service)) {
      const known = new Set(container.ports.map((port) => port.name));
      for (const { path, port } of namedPorts(container))
        if (!known.has(port)) yield mistake(path, port, "the container");
    }
    // What ports the pods of another workload have is not known here.
    if (service.rollout.enabled && service.rollout.workloadRef !== undefined) return;
    const ofSides = new Set(sideContainersOf(service).flatMap(({ ports }) => ports.map((port) => port.name)));
    for (const [index, { targetPort }] of service.service.ports.entries())
      if (typeof targetPort === "string" && !ofSides.has(targetPort))
        yield mistake(["service", "ports", index, "targetPort"], targetPort, "a sidecar");
  },
};

function mistake(path: Path, port: string, owner: string): { path: Path; reason: string; hint: string } {
  return {
    path,
    reason: `No port of ${owner} has the name ${port}.`,
    hint: "Use its number, or add the port.",
  };
}

interface Use {
  readonly path: Path;
  readonly port: string;
}

function namedPorts({ path, probes, lifecycle }: PodContainer): Use[] {
  const { startupProbe, readinessProbe, livenessProbe } = probes;
  return [
    ...Object.entries({ startupProbe, readinessProbe, livenessProbe }).flatMap(([key, probe = {}]) =>
      Object.entries({ httpGet: probe.httpGet, tcpSocket: probe.tcpSocket }).map(([kind, one]) => ({
        path: [...path, key, kind, "port"],
        port: one?.port,
      })),
    ),
    ...Object.entries({ postStart: lifecycle?.postStart, preStop: lifecycle?.preStop }).map(
      ([key, hook]) => ({
        path: [...path, "lifecycle", key, "httpGet", "port"],
        port: hook?.httpGet?.port,
      }),
    ),
  ].flatMap(({ path: at, port }) => (typeof port === "string" ? [{ path: at, port }] : []));
}
