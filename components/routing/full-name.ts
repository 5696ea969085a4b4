import * as pulumi from "@pulumi/pulumi";
import type { Subject } from "../manifests";

/** By which a Service is found from every namespace. Plain where the namespace is. */
export function fullName(
  { namespace }: Subject,
  service: string,
  domain = "cluster.local",
): pulumi.Input<string> {
  return typeof namespace === "string"
    ? `${service}.${namespace}.svc.${domain}`
    : pulumi.interpolate`${service}.${namespace}.svc.${domain}`;
}
