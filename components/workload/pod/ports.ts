import type { FurtherPort, Security } from "../../config";
import type { Subject } from "../../manifests";

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol: string;
}

/** Ports of the main container: of several ports of the Service that lead to the same one, the first gives the name. */
export function mainPorts({ service }: Subject): ContainerPort[] {
  const { port, targetPort = port, ports } = service.service;
  const wanted = [
    { name: "http", containerPort: targetPort, protocol: "TCP" },
    ...ports.flatMap(({ name, protocol, ...one }) => {
      const containerPort = one.targetPort ?? one.port;
      return typeof containerPort === "number" ? [{ name, containerPort, protocol }] : [];
    }),
  ];
  return wanted.filter((one, index) => wanted.findIndex((other) => isSame(one, other)) === index);
}

/** By name, so that a version may listen elsewhere than the one before it. */
export function targetOf(subject: Subject, { port, targetPort = port, protocol }: FurtherPort) {
  if (typeof targetPort === "string") return targetPort;
  const wanted = { containerPort: targetPort, protocol };
  return mainPorts(subject).find((one) => isSame(one, wanted))?.name ?? targetPort;
}

type Socket = Pick<ContainerPort, "containerPort" | "protocol">;

function isSame(one: Socket, other: Socket): boolean {
  return one.containerPort === other.containerPort && one.protocol === other.protocol;
}

/** On the node's network a port of a container is a port of the node, and the API server wants to read so. */
export function onHost<P extends { readonly containerPort: number }>(
  port: P,
  { allow }: Pick<Security, "allow">,
): P & { hostPort?: number } {
  return allow.hostNetwork === undefined ? port : { ...port, hostPort: port.containerPort };
}
