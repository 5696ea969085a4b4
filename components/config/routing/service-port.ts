import type { ServiceConfig } from "../service";

/** The number of a port of the Service; undefined where it has no such port. */
export function servicePort(
  { service }: ServiceConfig,
  wanted: number | string = "http",
): number | undefined {
  const ports = [{ name: "http", port: service.port }, ...service.ports];
  return ports.find(({ name, port }) => wanted === name || wanted === port)?.port;
}
