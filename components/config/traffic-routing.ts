import { z } from "zod";
import { count, freeForm, labels, name, port, seconds, weight } from "./scalars";

const istioVirtualService = z.strictObject({
  name: name.describe("Name, or `name.namespace`."),
  routes: z
    .array(name)
    .optional()
    .describe("Names of HTTP routes. May be left out when there is exactly one."),
  tlsRoutes: z
    .array(z.strictObject({ port: port.optional(), sniHosts: z.array(name).optional() }))
    .optional()
    .describe("TLS routes, found by port or SNI hosts."),
  tcpRoutes: z
    .array(z.strictObject({ port: port.optional() }))
    .optional()
    .describe("TCP routes, found by port."),
});

const istio = z.strictObject({
  virtualService: istioVirtualService.optional(),
  virtualServices: z.array(istioVirtualService).min(1).optional(),
  destinationRule: z
    .strictObject({
      name,
      canarySubsetName: name,
      stableSubsetName: name,
      additionalSubsetNames: z
        .array(name)
        .optional()
        .describe("Subsets that may have a weight of their own in the route."),
    })
    .optional()
    .describe("Splits by subsets of one Service instead of by two Services."),
});

const nginx = z.strictObject({
  stableIngress: name.optional(),
  stableIngresses: z.array(name).min(1).optional(),
  annotationPrefix: name.optional().describe("Default `nginx.ingress.kubernetes.io`."),
  additionalIngressAnnotations: labels
    .optional()
    .describe("For the canary's Ingress; the prefix is put before each."),
  canaryIngressAnnotations: labels.optional().describe("For the canary's Ingress; as they are."),
});

const alb = z.strictObject({
  ingress: name.optional(),
  ingresses: z.array(name).min(1).optional(),
  servicePort: port.describe("Port of the Service that the Ingress names."),
  rootService: name
    .optional()
    .describe("Service that the Ingress names. Default: the stable one. Needed with ping-pong."),
  annotationPrefix: name.optional().describe("Default `alb.ingress.kubernetes.io`."),
  stickinessConfig: z.strictObject({ enabled: z.boolean(), durationSeconds: seconds }).optional(),
});

const smi = z.strictObject({
  rootService: name.optional().describe("Default: the stable Service."),
  trafficSplitName: name.optional().describe("Default: the Rollout's name."),
});

const appMesh = z.strictObject({
  virtualService: z.strictObject({ name, routes: z.array(name).optional() }).optional(),
  virtualNodeGroup: z
    .strictObject({
      canaryVirtualNodeRef: z.strictObject({ name }),
      stableVirtualNodeRef: z.strictObject({ name }),
    })
    .optional(),
});

/** Upstream: `RolloutTrafficRouting`. Several routers may be set at once. */
export const trafficRouting = z.strictObject({
  istio: istio.optional(),
  nginx: nginx.optional().describe("ingress-nginx, retired upstream in 2026."),
  alb: alb.optional().describe("AWS Load Balancer Controller."),
  smi: smi.optional().describe("Service Mesh Interface, archived."),
  ambassador: z.strictObject({ mappings: z.array(name) }).optional(),
  apisix: z.strictObject({ route: z.strictObject({ name, rules: z.array(name).optional() }) }).optional(),
  traefik: z.strictObject({ weightedTraefikServiceName: name }).optional(),
  appMesh: appMesh.optional().describe("AWS App Mesh, retired."),
  plugins: z.record(z.string(), freeForm).optional().describe("Plugins of the controller: name -> settings."),
  managedRoutes: z
    .array(z.strictObject({ name }))
    .optional()
    .describe(
      "Routes that steps make, highest precedence first. All of them are removed at the end and at an abort.",
    ),
  maxTrafficWeight: weight.min(1).optional().describe("The weight that is all traffic. Default 100."),
});
export type TrafficRouting = z.output<typeof trafficRouting>;

/** Ways for the two Services of a router to trade places at each update. */
export const pingPong = z.strictObject({
  pingService: name,
  pongService: name,
});

export const replicaProgressThreshold = z.strictObject({
  type: z.enum(["Percent", "Pods"]),
  value: count,
});
