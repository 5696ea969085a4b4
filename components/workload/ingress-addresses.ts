import type { Output } from "@pulumi/pulumi";
import { albOf, ambassadorOf, apisixOf, nginxOf, type ServiceConfig } from "../config";

interface Address {
  readonly scheme: "http" | "https";
  readonly host: string | Output<string>;
}

/** Hosts of the main object of each router. Where certificates are kept elsewhere, there are some. */
export function ingressAddresses(service: ServiceConfig): Address[] {
  const ingresses = [nginxOf(service), albOf(service)].filter((block) => block !== undefined);
  const { hosts: apisixHosts = [] } = apisixOf(service) ?? {};
  return [
    ...ingresses.flatMap(({ hosts, tls }) =>
      hosts.map((host): Address => ({ scheme: tls.length > 0 ? "https" : "http", host })),
    ),
    ...[ambassadorOf(service)?.host ?? []].flat().map((host): Address => ({ scheme: "https", host })),
    ...apisixHosts.map((host): Address => ({ scheme: "https", host })),
  ];
}
