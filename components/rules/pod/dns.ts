import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const dnsNeedsServer: Rule<ServiceScope> = {
  id: "dns-needs-server",
  severity: "error",
  what: "Pods are to ask nobody for names.",
  why: "The API server refuses the pod template: with dnsPolicy None it wants at least one server.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validatePodDNSConfig",
  *check({ service: { dnsPolicy, dnsConfig } }) {
    if (dnsPolicy !== "None" || (dnsConfig?.nameservers ?? []).length > 0) return;
    yield {
      path: ["dnsPolicy"],
      reason: "With None there is no DNS server.",
      hint: "Set dnsConfig.nameservers, or another policy.",
    };
  },
};
