import type { ContainerSecurity, Path, ServiceConfig, Sidecar } from "../../config";

/** A container of a service's pods as rules look at it, and where the values describe it. */
export interface PodContainer {
  readonly name: string;
  /** Empty for the main container, whose keys are the service's own. */
  readonly path: Path;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly resources: Sidecar["resources"];
  readonly security: Pick<ContainerSecurity, "runAsUser" | "allow">;
  readonly probes: Partial<Pick<Sidecar, "startupProbe" | "readinessProbe" | "livenessProbe">>;
  readonly lifecycle: Sidecar["lifecycle"];
}

interface Port {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
  readonly path: Path;
}

interface Mount {
  readonly mountPath: string;
  readonly mountPropagation?: string | undefined;
  readonly path: Path;
}

/** The main container first. */
export function containersOf(name: string, service: ServiceConfig): PodContainer[] {
  return [main(name, service), ...sideContainersOf(service)];
}

export function sideContainersOf({ initContainers, sidecars }: ServiceConfig): PodContainer[] {
  const containers = [
    ...Object.entries(initContainers).map(([name, one]) => ["initContainers", name, one] as const),
    ...Object.entries(sidecars).map(([name, one]) => ["sidecars", name, one] as const),
  ];
  return containers.map(([kind, name, container]) => ({
    name,
    path: [kind, name],
    ports: container.ports.map(({ name: portName, containerPort, protocol }, index) => {
      const path = [kind, name, "ports", index];
      return { name: portName, number: containerPort, protocol, path };
    }),
    mounts: container.volumeMounts.map((mount, index) => {
      return { ...mount, path: [kind, name, "volumeMounts", index] };
    }),
    resources: container.resources,
    security: container.security,
    probes: "native" in container ? container : {},
    lifecycle: "native" in container ? container.lifecycle : undefined,
  }));
}

function main(name: string, service: ServiceConfig): PodContainer {
  const { resources, security, lifecycle } = service;
  return {
    name,
    path: [],
    ports: mainPorts(service),
    mounts: mainMounts(service),
    resources,
    security,
    probes: service,
    lifecycle,
  };
}

function mainPorts({ service: { port, targetPort, ports } }: ServiceConfig): Port[] {
  const key = targetPort === undefined ? "port" : "targetPort";
  const http = { name: "http", number: targetPort ?? port, protocol: "TCP", path: ["service", key] };
  const others = ports.flatMap(({ name, protocol, ...one }, index) => {
    const number = one.targetPort ?? one.port;
    return typeof number === "number" ? [{ name, number, protocol, path: ["service", "ports", index] }] : [];
  });
  return [http, ...others];
}

function mainMounts({ volumes, configFiles }: ServiceConfig): Mount[] {
  const folders = new Map(
    Object.keys(configFiles).map((file) => [file.slice(0, file.lastIndexOf("/")) || "/", file]),
  );
  return [
    ...[...folders].map(([mountPath, file]) => ({ mountPath, path: ["configFiles", file] })),
    ...volumes.flatMap(({ mountPath, mountPropagation }, index) =>
      mountPath === undefined ? [] : [{ mountPath, mountPropagation, path: ["volumes", index] }],
    ),
  ];
}
