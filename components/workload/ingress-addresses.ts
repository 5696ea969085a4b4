import type { Output } from "@pulumi/pulumi";
import { nginxOf, type ServiceConfig } from "../config";

interface Address {
  readonly scheme: "http" | "https";
  readonly host: string | Output<string>;
}

/** Hosts of the service's main Ingress, by each router that has one. */
export function ingressAddresses(service: ServiceConfig): Address[] {
  const { hosts = [], tls = [] } = nginxOf(service) ?? {};
  return hosts.map((host) => ({ scheme: tls.length > 0 ? "https" : "http", host }));
}
