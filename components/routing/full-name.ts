import * as pulumi from "@pulumi/pulumi";
import type { Subject } from "../manifests";

/** By which a Service is found from every namespace. Plain where the namespace is. */
export function fullName(subject: Subject, service: string, domain = "cluster.local"): pulumi.Input<string> {
  const namespace = knownNamespace(subject);
  return typeof namespace === "string"
    ? `${service}.${namespace}.svc.${domain}`
    : pulumi.interpolate`${service}.${namespace}.svc.${domain}`;
}

/** The service's, plain where the cluster was read: what a route says is held against the live one. */
export function knownNamespace({ namespace, live }: Subject): pulumi.Input<string> {
  return live?.namespace ?? namespace;
}
