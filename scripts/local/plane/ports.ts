import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";

import type { PlaneFolder } from "./folder";

export const portNames = [
  "etcd",
  "etcdPeer",
  "apiServer",
  "controllerManager",
  "scheduler",
  "kwok",
  "controllerRunner",
] as const;

export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** `count` different loopback ports that nobody listens on at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  // All are held at once, so that the system cannot hand out the same one twice.
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map(portOf);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error(`A TCP server listens on ${address}, not on a port.`);
  return address.port;
}

/** Whether nobody listens on any of these loopback ports. */
export async function areFree(ports: readonly number[]): Promise<boolean> {
  const free = await Promise.all(
    ports.map(async (port) => {
      try {
        const server = await listen(port);
        await new Promise((closed) => server.close(closed));
        return true;
      } catch {
        return false;
      }
    }),
  );
  return free.every(Boolean);
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** The ports this plane had the last time; undefined when it had none, or when writing them was cut short. */
export function readPorts(folder: PlaneFolder): Ports | undefined {
  try {
    return JSON.parse(readFileSync(folder.ports, "utf8")) as Ports;
  } catch {
    return undefined;
  }
}

/** Chooses free ports and keeps them: a part that starts again must be found where it was. */
export async function choosePorts(folder: PlaneFolder): Promise<Ports> {
  const free = await freePorts(portNames.length);
  const ports = Object.fromEntries(portNames.map((name, i) => [name, free[i]])) as Ports;
  writeFileSync(folder.ports, JSON.stringify(ports, undefined, 2));
  return ports;
}

export function forgetPorts(folder: PlaneFolder): void {
  rmSync(folder.ports, { force: true });
}
