import { said, type Subject } from "../../manifests";

/** What the pods see of the network and of the node. */
export function network({ service }: Subject) {
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
function dnsPolicy({ dnsPolicy: own, security }: Subject["service"]) {
  const policy = own ?? (security.allow.hostNetwork === undefined ? undefined : "ClusterFirstWithHostNet");
  return policy === undefined ? {} : { dnsPolicy: policy };
}
