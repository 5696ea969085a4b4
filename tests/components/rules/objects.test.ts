import type { DataObject } from "../../../components/config";
import { objectRules } from "../../../components/rules/objects";
import { describeRules } from "../../support/rule-cases";

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const policy = (values: DataObject = {}): DataObject => ({ networkPolicy: { enabled: true, ...values } });
const monitor = (values: DataObject = {}): DataObject => ({
  monitoring: { serviceMonitor: { enabled: true, ...values } },
});
const nodes = { ipBlock: { cidr: "10.0.0.0/8" } };

describeRules("rules about the objects around a workload", objectRules, [
  {
    rule: "network-policy-shuts-out",
    refuses: { ...policy(), httpRoute, ...monitor() },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the Gateway of httpRoute, Prometheus may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: [
      policy(),
      { httpRoute, ...monitor() },
      { ...policy({ allowFrom: { namespaces: ["edge", "monitoring"] } }), httpRoute, ...monitor() },
    ],
  },
  {
    rule: "network-policy-shuts-out",
    when: "a load balancer before it, and services alone that may call",
    refuses: { ...policy({ allowFrom: { services: ["cart"] } }), service: { type: "LoadBalancer" } },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so whoever calls its load balancer or nodes may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: [
      { ...policy({ ingress: [{ from: [nodes] }] }), service: { type: "LoadBalancer" } },
      { ...policy({ ingress: [{}] }), service: { type: "LoadBalancer" } },
      { ...policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] }), service: { type: "NodePort" } },
    ],
  },
  {
    rule: "network-policy-shuts-out",
    when: "a gateway of a mesh",
    refuses: {
      ...policy(),
      "cw-istio": { enabled: true, virtualService: { enabled: true, gateways: ["istio-system/edge"] } },
    },
    with: "services.pay.networkPolicy: Only pods of the same namespace may call, so the gateways of cw-istio may be shut out. Name their namespaces in allowFrom.namespaces.",
    accepts: { ...policy(), "cw-istio": { enabled: true, virtualService: { enabled: true } } },
  },
  {
    rule: "one-monitor",
    refuses: { monitoring: { serviceMonitor: { enabled: true }, podMonitor: { enabled: true } } },
    with: "services.pay.monitoring.podMonitor.enabled: monitoring.serviceMonitor.enabled is true too. Turn one of them off.",
    accepts: [monitor(), { monitoring: { podMonitor: { enabled: true } } }],
  },
  {
    rule: "scrape-timeout",
    refuses: monitor({ interval: "1m", scrapeTimeout: "1m1s" }),
    with: "services.pay.monitoring.serviceMonitor.scrapeTimeout: 1m1s is longer than interval (1m). Lower it, or scrape less often.",
    accepts: [
      monitor({ interval: "1m", scrapeTimeout: "60s" }),
      monitor({ interval: "1d", scrapeTimeout: "23h59m" }),
      monitor({ interval: "1s" }),
      { monitoring: { podMonitor: { interval: "1s", scrapeTimeout: "2s" } } },
    ],
  },
]);
