import type { Security, ServiceConfig } from "../../config";
import { said } from "../../manifests";

type Keys = "hostAliases" | "dnsConfig" | "dnsPolicy" | "enableServiceLinks";
type Networked = Pick<ServiceConfig, Keys> &
  Partial<Pick<ServiceConfig, "shareProcessNamespace">> & { readonly security: Pick<Security, "allow"> };

/** What the pods see of the network and of the node. */
export function network({ service }: { readonly service: Networked }) {
  const { allow } = service.security;
  return {
    ...said(service, "hostAliases", "dnsConfig", "enableServiceLinks", "shareProcessNamespace"),
    ...dnsPolicy(service),
    ...(allow.hostNetwork !== undefined && { hostNetwork: true }),
    ...(allow.hostPID !== undefined && { hostPID: true }),
    ...(allow.hostIPC !== undefined && { hostIPC: true }),
  };
}

/** On the node's network the default asks the node's DNS, which does not know the cluster's names. */
function dnsPolicy({ dnsPolicy: own, security }: Networked) {
  const policy = own ?? (security.allow.hostNetwork === undefined ? undefined : "ClusterFirstWithHostNet");
  return policy === undefined ? {} : { dnsPolicy: policy };
}
