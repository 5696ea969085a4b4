import type { Output } from "@pulumi/pulumi";
import { albOf, nginxOf, type ServiceConfig } from "../config";

interface Address {
  readonly scheme: "http" | "https";
  readonly host: string | Output<string>;
}

/** Hosts of the service's main Ingress, by each router that has one. */
export function ingressAddresses(service: ServiceConfig): Address[] {
  const blocks = [nginxOf(service), albOf(service)].filter((block) => block !== undefined);
  return blocks.flatMap(({ hosts, tls }) =>
    hosts.map((host) => ({ scheme: tls.length > 0 ? "https" : "http", host })),
  );
}
