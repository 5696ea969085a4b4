import { z } from "zod";
import { annotations, labelMap } from "../labels";
import { cidr } from "../objects/network-policy";
import { portName, portOrName } from "../pod/names";
import { httpRouteKeys, httpRouteMistakes, routeCommon } from "../routing/gateway/routes";
import { say } from "../routing/gateway/rule-mistakes";
import { ingressKeys } from "../routing/ingress";
import { name, port } from "../scalars";

/** Upstream: the dashboard lets everybody do what its ServiceAccount may. */
export const dashboardAuth = z
  .strictObject({
    by: z.string().trim().min(1).optional().describe("Who asks, and where: `oauth2-proxy at the Gateway`."),
    none: z
      .string()
      .trim()
      .min(1, { error: "expected the reason why" })
      .optional()
      .describe("Nobody asks: the reason why that is good."),
  })
  .refine(({ by, none }) => (by === undefined) !== (none === undefined), {
    error: "expected by (who asks for a login) or none (the reason why nobody does)",
    when: ({ issues }) => issues.length === 0,
  });

const address = z.union([z.ipv4(), z.ipv6()], { error: "expected an IP" });

/** Upstream: `ServiceSpec`. What the API server wants to differ differs. */
export const dashboardService = z
  .strictObject({
    type: z
      .enum(["ClusterIP", "NodePort", "LoadBalancer"])
      .default("ClusterIP")
      .describe("Who reaches it: the cluster, whoever reaches a node, or a load balancer's clients."),
    port: port.default(3100).describe("Port that clients call."),
    portName: portName.default("dashboard").describe("Name of that port."),
    targetPort: portOrName
      .default("dashboard")
      .describe("Port of the pods. Another one where a sidecar stands before the dashboard."),
    nodePort: port.optional().describe("Port of every node. Default: the cluster chooses."),
    externalIPs: z.array(address).default([]).describe("IPs at which nodes take requests for it."),
    loadBalancerClass: name.optional().describe("Who makes the load balancer. Default: the cluster's own."),
    loadBalancerIP: address.optional().describe("IP of the load balancer, where that can be chosen."),
    loadBalancerSourceRanges: z
      .array(cidr)
      .default([])
      .describe("Whose requests the load balancer lets in. Default: everybody's."),
    labels: labelMap.default({}).describe("Its labels."),
    annotations: annotations.default({}).describe("Its annotations."),
  })
  .check(({ value, issues }) => {
    const { type, nodePort, ...others } = value;
    const say = (key: string, input: unknown, message: string) =>
      issues.push({ code: "custom", path: [key], input, message });
    if (type === "ClusterIP" && nodePort !== undefined)
      say("nodePort", nodePort, "expected type NodePort or LoadBalancer, without which no node has a port");
    if (type === "LoadBalancer") return;
    for (const key of ["loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges"] as const) {
      const input = others[key];
      if (input === undefined || (Array.isArray(input) && input.length === 0)) continue;
      say(key, input, "expected type LoadBalancer, without which there is none");
    }
  });

const { port: _port, ...ofRoute } = httpRouteKeys;

export const dashboardRoute = z
  .strictObject({
    ...routeCommon,
    ...ofRoute,
    labels: labelMap.default({}).describe("Labels of the route."),
  })
  .check(({ value, issues }) => say(issues, httpRouteMistakes(value)));

const { name: _name, ...ofIngress } = ingressKeys;

export const dashboardIngress = z.strictObject({
  enabled: z.boolean().default(true).describe("False: this Ingress is not made."),
  className: name.optional().describe("IngressClass. Default: the cluster's own."),
  ...ofIngress,
  labels: labelMap.default({}).describe("Labels of the Ingress."),
});
